import type { Arm, Page } from './arm';
import { check, type Oracle } from './oracle';
import { type Summary, summaryOf } from './samples';

const WARM_UP_PAGES = 30;
/** What takes longer than this is asked for fewer pages, so that all of its pages take some twenty seconds. */
const SLOW_MS = 60;
const BUDGET_MS = 20_000;
const FEWEST_PAGES = 3;

/**
 * Has all arms answer the same pages in turns, so that what else the machine does hits all alike, and looks at each answer.
 *
 * @throws Error where one answers wrongly
 */
export async function pageRounds(
  arms: readonly Arm[],
  oracle: Oracle,
  draw: () => Page,
  rounds: number,
): Promise<Record<string, Summary>> {
  const counts: number[] = [];
  for (const [i, arm] of arms.entries()) counts[i] = await warmUp(arm, oracle, draw, rounds);
  const samples = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const page = draw();
    for (let turn = 0; turn < arms.length; turn += 1) {
      const i = (round + turn) % arms.length;
      if (!isDue(round, counts[i]!, rounds)) continue;
      samples.get(arms[i]!.name)!.push(await timed(arms[i]!, oracle, page));
    }
  }
  return Object.fromEntries([...samples].map(([name, durations]) => [name, summaryOf(durations)]));
}

/** @returns of how many of the rounds the arm is to answer the page */
async function warmUp(arm: Arm, oracle: Oracle, draw: () => Page, rounds: number): Promise<number> {
  for (let i = 0; i < WARM_UP_PAGES; i += 1) {
    const milliseconds = await timed(arm, oracle, draw());
    if (milliseconds > SLOW_MS && i > 0) {
      return Math.min(rounds, Math.max(FEWEST_PAGES, Math.floor(BUDGET_MS / milliseconds)));
    }
  }
  return rounds;
}

/** Spreads so many pages evenly over the rounds. */
function isDue(round: number, count: number, rounds: number): boolean {
  return Math.floor(((round + 1) * count) / rounds) > Math.floor((round * count) / rounds);
}

async function timed(arm: Arm, oracle: Oracle, page: Page): Promise<number> {
  const { milliseconds, answers } = await arm.page(page);
  check(arm.name, page, answers, oracle.answers(page));
  return milliseconds;
}
