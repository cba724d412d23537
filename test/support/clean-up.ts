const duties: (() => Promise<unknown>)[] = [];

/** Has `duty` done after the test file; the last one called for is done first. */
export function afterThisFile(duty: () => Promise<unknown>): void {
  duties.push(duty);
}

afterAll(async () => {
  for (const duty of duties.reverse()) await duty();
});
