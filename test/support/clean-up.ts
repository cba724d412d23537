type Duty = () => Promise<unknown>;

const ofTheFile: Duty[] = [];
let ofTheTest: Duty[] | undefined;

/** Has `duty` done after the test file; the last one called for is done first. */
export function afterThisFile(duty: Duty): void {
  ofTheFile.push(duty);
}

/** Has `duty` done after the test that calls for it, its `beforeEach` included, or after the file where none does. */
export function afterUse(duty: Duty): void {
  (ofTheTest ?? ofTheFile).push(duty);
}

// Those who import this do it before they have hooks of their own: these begin before theirs.
beforeEach(() => {
  ofTheTest = [];
});

afterEach(async () => {
  const duties = ofTheTest!;
  ofTheTest = undefined;
  await discharge(duties);
});

afterAll(() => discharge(ofTheFile));

/** One that fails leaves none undone. */
async function discharge(duties: Duty[]): Promise<void> {
  const duty = duties.pop();
  if (!duty) return;
  try {
    await duty();
  } finally {
    await discharge(duties);
  }
}
