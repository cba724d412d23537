import {
  type FilterExpression,
  type FilterTest,
  type FilterValue,
  isBitTest,
} from '../../../src/filters/filter-expression';
import { Wildcard } from '../../../src/filters/text-pattern';

const LDAP_OPERATORS: Record<string, string> = {
  eq: '=',
  ge: '>=',
  le: '<=',
  inChain: ':1.2.840.113556.1.4.1941:=',
  allBits: ':1.2.840.113556.1.4.803:=',
  anyBits: ':1.2.840.113556.1.4.804:=',
};

/** A filter in the comparison syntax. */
export function printComparison(filter: FilterExpression): string {
  if (filter.type === 'condition') return `${filter.attribute} ${printTest(filter.test)}`;
  if (filter.type === 'not') return `-not (${printComparison(filter.operand)})`;
  return filter.operands.map((operand) => `(${printComparison(operand)})`).join(` -${filter.type} `);
}

/** A filter as RFC 4515 has it. */
export function printLdapFilter(filter: FilterExpression): string {
  if (filter.type === 'not') return `(!${printLdapFilter(filter.operand)})`;
  if (filter.type !== 'condition') {
    return `(${filter.type === 'and' ? '&' : '|'}${filter.operands.map(printLdapFilter).join('')})`;
  }
  const { attribute, test } = filter;
  if (test.operator === 'present') return `(${attribute}=*)`;
  if (isBitTest(test)) return `(${attribute}${LDAP_OPERATORS[test.operator]}${test.bits})`;
  if (test.operator !== 'like') return `(${attribute}${LDAP_OPERATORS[test.operator]}${ldapValue(test.value)})`;
  return `(${attribute}=${test.pattern.map((part) => (typeof part === 'string' ? ldapValue(part) : '*')).join('')})`;
}

function printTest(test: FilterTest): string {
  if (test.operator === 'present') return '-ne $null';
  if (isBitTest(test)) throw new Error('The comparison syntax knows no bits.');
  if (test.operator !== 'like') return `-${test.operator} ${printValue(test.value)}`;
  const wildcards = { [Wildcard.ANY]: '*', [Wildcard.ONE]: '?' };
  const pattern = test.pattern.map((part) =>
    typeof part === 'string' ? part.replace(/[`*?[]/g, '`$&') : wildcards[part],
  );
  return `-like ${printValue(pattern.join(''))}`;
}

/** A text goes into single or double quotes by its length, so that both are printed. */
function printValue(value: FilterValue): string {
  if (typeof value !== 'string') return typeof value === 'boolean' ? `$${value}` : String(value);
  if (value.length % 2) return `'${value.replace(/['‘’‚‛]/g, '$&$&')}'`;
  return `"${value.replace(/[`$"“”„]/g, '`$&')}"`;
}

function ldapValue(value: FilterValue): string {
  if (value instanceof Buffer) return value.toString('hex').replace(/../g, '\\$&');
  return String(value).replace(/[()*\\\0]/g, (each) => `\\${each.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
