import type { Random } from '../random';
import type { GatewayArm } from './arms/gateway.arm';
import { clocked } from './arm';
import { dataOf } from './gateway-process';
import type { Oracle } from './oracle';
import type { Question } from './questions';
import { type Summary, summaryOf } from './samples';

/** What is asked is drawn so often, and asked again and again. */
const DRAWS = 40;
const WARM_UP = 10;

/**
 * Asks the gateways in turns, and looks at each answer.
 *
 * @throws Error where one answers wrongly
 */
export async function questionRounds(
  question: Question,
  arms: readonly GatewayArm[],
  oracle: Oracle,
  random: Random,
  rounds: number,
): Promise<Record<string, Summary>> {
  const drawn = Array.from({ length: Math.min(DRAWS, rounds) }, () => question.draw(oracle, random));
  const samples = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const { variables, right } = drawn[(round + WARM_UP) % drawn.length]!;
    for (const { name, gateway } of arms) {
      const [milliseconds, answer] = await clocked(() => gateway.ask(question.query, variables));
      const said = question.read(dataOf<never>(answer));
      if (said !== right) throw new Error(`${name} answered ${question.name} with ${said} instead of ${right}.`);
      if (round >= 0) samples.get(name)!.push(milliseconds);
    }
  }
  return Object.fromEntries([...samples].map(([name, durations]) => [name, summaryOf(durations)]));
}
