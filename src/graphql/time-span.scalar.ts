import { GraphQLScalarType, Kind } from 'graphql';

import { ErrorCode, GatewayError } from '../errors';

const FORM = /^(-)?(?:(\d{1,7})(?:\.|:(?=\d+:\d+:\d)))?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.0+)?)?$/;

/** The seconds that a text such as `1.06:30:00` stands for; null where it stands for none. */
export function secondsOf(text: string): number | null {
  const [, sign, days = '0', hours, minutes, seconds = '0'] = FORM.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return sign ? -total : total;
}

/** Seconds as `[d.]hh:mm:ss`. */
export function timeSpanText(seconds: number): string {
  const total = Math.abs(seconds);
  const days = Math.floor(total / 86_400);
  const parts = [Math.floor(total / 3600) % 24, Math.floor(total / 60) % 60, total % 60];
  const time = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return `${seconds < 0 ? '-' : ''}${days ? `${days}.` : ''}${time}`;
}

function read(value: unknown): number {
  const seconds = typeof value === 'string' ? secondsOf(value) : null;
  if (seconds === null) {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `${JSON.stringify(value)} is not a valid TimeSpan; it is written as [d.]hh:mm:ss.`,
    );
  }
  return seconds;
}

/** In whole seconds here, in text for clients. */
export const TimeSpanScalar = new GraphQLScalarType<number, string>({
  name: 'TimeSpan',
  description:
    "A length of time as .NET writes it, `[d.]hh:mm:ss`, in whole seconds: `00:15:00` for a quarter of an hour, `1.06:00:00` for a day and six hours. The seconds may be left out; a plain number, which .NET takes for days, isn't taken.",
  serialize: (seconds) => timeSpanText(seconds as number),
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
});
