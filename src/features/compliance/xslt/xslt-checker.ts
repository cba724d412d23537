import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';

import type { GatewayError } from '../../../errors';
import { XPathChecker, type XPathPlace } from './xpath-checker';
import { XSLT_ELEMENTS, XSLT_ROOT_ATTRIBUTES, XSLT_ROOTS, type XsltElement, type XsltValue } from './xslt-elements';

const XSLT = 'http://www.w3.org/1999/XSL/Transform';
const DEEPEST = 200;
/** What an element of the output may have of XSLT. */
const OUTPUT_ATTRIBUTES = new Set([
  'version',
  'use-attribute-sets',
  'exclude-result-prefixes',
  'extension-element-prefixes',
]);

/** An element that is open. */
interface OpenElement {
  /** As it is written. */
  tag: string;
  /** Its local name where it is of XSLT; `stylesheet` for either root. */
  name: string | null;
  holds: 'declarations' | XsltElement['holds'] | 'anything';
  /** The local names of its children of XSLT, and `` for all else that it holds. */
  children: Set<string>;
}

/** Checks one element of a document after the other. */
export class XsltChecker {
  private readonly opened: OpenElement[] = [];
  private isPrefix: XPathPlace['isPrefix'] = () => false;

  /** @param refuse makes the error of a mistake in the element at hand, of the end of a sentence */
  constructor(private readonly refuse: (fault: string) => GatewayError) {}

  /** @param isPrefix whether a prefix stands for a namespace in the element */
  open(tag: SaxesTagNS, isPrefix: XPathPlace['isPrefix']): void {
    this.isPrefix = isPrefix;
    const parent = this.opened.at(-1);
    if (this.opened.length === DEEPEST) throw this.refuse(`its elements are nested more than ${DEEPEST} deep`);
    const element = { tag: tag.name, children: new Set<string>() };
    if (!parent) this.opened.push({ ...element, ...this.root(tag) });
    else if (parent.holds === 'anything') this.opened.push({ ...element, name: null, holds: 'anything' });
    else if (tag.uri === XSLT) this.opened.push({ ...element, ...this.instruction(tag, parent) });
    else this.opened.push({ ...element, ...this.other(tag, parent) });
  }

  text(written: string): void {
    const parent = this.opened.at(-1);
    if (!parent || !/[^ \t\r\n]/.test(written)) return;
    if (parent.holds === 'nothing' || parent.holds === 'declarations')
      throw this.refuse(`"${parent.tag}" takes no text`);
    parent.children.add('');
  }

  close(): void {
    const { tag, name, children } = this.opened.pop()!;
    if (name === 'choose' && !children.has('when')) throw this.refuse(`"${tag}" has no "when"`);
  }

  private root({ name: tag, local, uri, attributes }: SaxesTagNS) {
    if (uri !== XSLT || !XSLT_ROOTS.has(local)) {
      throw this.refuse(`its root is "${tag}" rather than "stylesheet" or "transform" of the namespace ${XSLT}`);
    }
    this.checkAttributes(tag, attributes, { required: ['version'], attributes: XSLT_ROOT_ATTRIBUTES });
    const version = attributes.version!.value;
    if (!/^\d+(\.\d+)?$/.test(version)) throw this.refuse(`its version is "${version}", which is no number`);
    return { name: 'stylesheet', holds: 'declarations' as const };
  }

  private instruction({ name: tag, local, attributes }: SaxesTagNS, parent: OpenElement) {
    const element = XSLT_ELEMENTS.get(local);
    if (!element) throw this.refuse(`XSLT 1.0 has no "${local}" for "${tag}" there`);
    if (!element.in.includes(parent.holds) && !(parent.name && element.in.includes(parent.name))) {
      throw this.refuse(`"${tag}" may not stand in "${parent.tag}"`);
    }
    this.checkOrder(tag, local, element, parent);
    parent.children.add(local);
    this.checkAttributes(tag, attributes, element);
    if (local === 'template' && !attributes.match && !attributes.name) {
      throw this.refuse(`"${tag}" has neither "match" nor "name"`);
    }
    return { name: local, holds: element.holds };
  }

  private other({ name: tag, uri, attributes }: SaxesTagNS, parent: OpenElement) {
    if (parent.holds === 'declarations' && uri) return { name: null, holds: 'anything' as const };
    if (parent.holds !== 'output') throw this.refuse(`"${tag}" may not stand in "${parent.tag}"`);
    parent.children.add('');
    for (const { name, local, uri: of, value } of Object.values(attributes)) {
      if (of !== XSLT) this.checkValue('template', tag, name, value);
      else if (!OUTPUT_ATTRIBUTES.has(local)) throw this.refuse(`"${tag}" may have no attribute "${name}"`);
    }
    return { name: null, holds: 'output' as const };
  }

  private checkOrder(tag: string, local: string, { leads }: XsltElement, { name, tag: parent, children }: OpenElement) {
    if (leads && leads === name && [...children].some((each) => each !== local)) {
      throw this.refuse(`"${tag}" must come before all else in "${parent}"`);
    }
    if (name === 'choose' && children.has('otherwise')) {
      throw this.refuse(`"${tag}" may not follow the "otherwise" of "${parent}"`);
    }
  }

  private checkAttributes(
    tag: string,
    given: Record<string, SaxesAttributeNS>,
    { required = [], attributes = {} }: Pick<XsltElement, 'required' | 'attributes'>,
  ): void {
    for (const { name, value, uri } of Object.values(given)) {
      if (uri && uri !== XSLT) continue;
      const kind = attributes[name];
      if (!kind) throw this.refuse(`"${tag}" may have no attribute "${name}"`);
      this.checkValue(kind, tag, name, value);
    }
    const missing = required.find((name) => !given[name]);
    if (missing) throw this.refuse(`"${tag}" lacks the attribute "${missing}"`);
  }

  private checkValue(kind: XsltValue, tag: string, attribute: string, value: string): void {
    const checker = new XPathChecker(value, {
      isPrefix: this.isPrefix,
      refuse: (fault) => this.refuse(`in "${attribute}" of "${tag}", ${fault}`),
    });
    if (kind === 'expression') checker.checkExpression();
    if (kind === 'pattern') checker.checkPattern();
    if (kind === 'template') checker.checkValueTemplate();
  }
}
