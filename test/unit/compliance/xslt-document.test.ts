import { checkXslt } from '../../../src/features/compliance/xslt/xslt-document';

const XSLT = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"';
const sheet = (inside: string, attributes = 'version="1.0"') =>
  `<xsl:stylesheet ${XSLT} ${attributes}>${inside}</xsl:stylesheet>`;
const template = (inside: string) => sheet(`<xsl:template match="/">${inside}</xsl:template>`);

function refusal(text: string): { message: string; extensions: Record<string, unknown> } {
  try {
    checkXslt(text, 'input.customConfiguration');
  } catch (error) {
    return error as ReturnType<typeof refusal>;
  }
  throw new TypeError(`It was taken: ${text}`);
}

const REPORT = `<?xml version="1.0" encoding="utf-8"?>
<!-- Makes a report of what was recorded. -->
<xsl:transform version="1.0" ${XSLT} xmlns:my="urn:my" xmlns:msxsl="urn:schemas-microsoft-com:xslt" exclude-result-prefixes="my msxsl">
  <xsl:import href="others.xsl"/>
  <xsl:output method="html" indent="yes"/>
  <xsl:strip-space elements="*"/>
  <xsl:key name="users" match="user | my:user[@uri]" use="@uri"/>
  <xsl:param name="title" select="'Messages &amp; files'"/>
  <xsl:attribute-set name="cell"><xsl:attribute name="class">cell</xsl:attribute></xsl:attribute-set>
  <my:data><anything select="a["/>text</my:data>
  <msxsl:script language="JScript">1 &lt; 2</msxsl:script>
  <xsl:template match="/Messages//Message[not(@deleted)] | id('a')/b | key('users', 'x')//@* | /">
    <xsl:param name="depth" select="0"/>
    <xsl:variable name="author" select="key('users', @author)[1]/name"/>
    <html title="{$title} {{plain}} {concat('}', &quot;{&quot;)}" xsl:use-attribute-sets="cell">
      <xsl:for-each select="room/message[position() &lt; 10 and @date >= $depth * -2 - .5]/../self::node()">
        <xsl:sort select="@date" order="{../@order}"/>
        text
        <xsl:choose>
          <xsl:when test="starts-with(., 'a') or my:known(.)">&#160;</xsl:when>
          <xsl:otherwise><![CDATA[<b>]]></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="(a|b)[last()]/descendant-or-self::my:*/processing-instruction('x')"/>
      </xsl:for-each>
      <xsl:call-template name="foot"><xsl:with-param name="a" select="/"/></xsl:call-template>
      <xsl:apply-templates select="//*[* * * div div mod mod]" mode="m"><xsl:sort/></xsl:apply-templates>
      <xsl:number count="message|@x" format="{1}"/>
      <xsl:text disable-output-escaping="yes"> </xsl:text>
    </html>
  </xsl:template>
  <xsl:template name="foot"/>
</xsl:transform>
`;

it('takes a document that uses much of XSLT 1.0', () => {
  expect(() => checkXslt(REPORT, 'x')).not.toThrow();
});

it('names the line and the column of the element that is wrong', () => {
  const text = `<?xml version="1.0"?>\r\n${sheet('\n  <xsl:template match="/">\n    <b>é</b><xsl:if test="a["/></xsl:template>')}`;
  expect(refusal(text)).toMatchObject({
    message:
      'The XSLT document is wrong at line 4, column 13: in "test" of "xsl:if", "a[" has the end where a step of a path is expected.',
    extensions: {
      code: 'BAD_USER_INPUT',
      parameter: 'input.customConfiguration',
      position: { offset: text.indexOf('<xsl:if'), line: 4, column: 13 },
    },
  });
});

it('names the place where XML ends to be well-formed', () => {
  expect(refusal(template('\n<a></b>'))).toMatchObject({
    message: 'The XSLT document is wrong at line 2, column 8: it is not well-formed XML: unexpected close tag.',
    extensions: { position: { line: 2, column: 8 } },
  });
});

it.each([
  ['', 'it is not well-formed XML: document must contain a root element'],
  ['plain text', 'it is not well-formed XML: text data outside of root node'],
  [sheet('').slice(0, -1), 'it is not well-formed XML: unclosed tag: xsl:stylesheet'],
  [sheet('<x:y/>'), 'it is not well-formed XML: unbound namespace prefix: "x"'],
  [sheet('&nbsp;'), 'it is not well-formed XML: undefined entity'],
  [`<?xml version="1.1"?>${sheet('')}`, 'it is XML 1.1, not XML 1.0'],
  [
    `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheet('&e;')}`,
    'it has a document type declaration, which is not taken',
  ],
  [
    '<html/>',
    'its root is "html" rather than "stylesheet" or "transform" of the namespace http://www.w3.org/1999/XSL/Transform',
  ],
  [
    '<stylesheet version="1.0"/>',
    'its root is "stylesheet" rather than "stylesheet" or "transform" of the namespace http://www.w3.org/1999/XSL/Transform',
  ],
  [sheet('', ''), '"xsl:stylesheet" lacks the attribute "version"'],
  [sheet('', 'version="one"'), 'its version is "one", which is no number'],
  [sheet('', 'version="1.0" verson="2"'), '"xsl:stylesheet" may have no attribute "verson"'],
  [sheet('words'), '"xsl:stylesheet" takes no text'],
  [sheet('<html/>'), '"html" may not stand in "xsl:stylesheet"'],
  [sheet('<xsl:value-of select="a"/>'), '"xsl:value-of" may not stand in "xsl:stylesheet"'],
  [sheet('<xsl:output/><xsl:import href="a"/>'), '"xsl:import" must come before all else in "xsl:stylesheet"'],
  [sheet('<xsl:template/>'), '"xsl:template" has neither "match" nor "name"'],
  [template('<xsl:template match="a"/>'), '"xsl:template" may not stand in "xsl:template"'],
  [template('<xsl:valueof select="a"/>'), 'XSLT 1.0 has no "valueof" for "xsl:valueof" there'],
  [template('<xsl:value-of/>'), '"xsl:value-of" lacks the attribute "select"'],
  [template('<xsl:value-of select="a">b</xsl:value-of>'), '"xsl:value-of" takes no text'],
  [template('<xsl:value-of selekt="a"/>'), '"xsl:value-of" may have no attribute "selekt"'],
  [template('<xsl:when test="a"/>'), '"xsl:when" may not stand in "xsl:template"'],
  [template('<xsl:choose/>'), '"xsl:choose" has no "when"'],
  [template('<xsl:choose><b/></xsl:choose>'), '"b" may not stand in "xsl:choose"'],
  [
    template('<xsl:choose><xsl:when test="a"/><xsl:otherwise/><xsl:when test="b"/></xsl:choose>'),
    '"xsl:when" may not follow the "otherwise" of "xsl:choose"',
  ],
  [template('a<xsl:param name="p"/>'), '"xsl:param" must come before all else in "xsl:template"'],
  [template('<b><xsl:param name="p"/></b>'), '"xsl:param" may not stand in "b"'],
  [
    template('<xsl:for-each select="a"><b/><xsl:sort/></xsl:for-each>'),
    '"xsl:sort" must come before all else in "xsl:for-each"',
  ],
  [template('<xsl:text><b/></xsl:text>'), '"b" may not stand in "xsl:text"'],
  [template(`${'<b>'.repeat(199)}${'</b>'.repeat(199)}`), 'its elements are nested more than 200 deep'],
  [template('<b xsl:select="a"/>'), '"b" may have no attribute "xsl:select"'],
])('refuses %s', (text, fault) => {
  expect(refusal(text).message).toMatch(/^The XSLT document is wrong at line \d+, column \d+: /);
  expect(refusal(text).message.replace(/^.*?column \d+: /, '')).toBe(`${fault}.`);
});

it('takes up to 262,144 characters', () => {
  const filled = (length: number) => sheet('').padEnd(length, ' ');
  expect(() => checkXslt(filled(262_144), 'x')).not.toThrow();
  expect(refusal(filled(262_145))).toMatchObject({
    message: 'The XSLT document has 262145 characters; it may have at most 262144.',
    extensions: { code: 'LIMIT_EXCEEDED', limit: 262_144 },
  });
});

it.each([
  ['many elements', template('<b/>'.repeat(60_000))],
  ['deep elements', template(`${'<b>'.repeat(198)}${'</b>'.repeat(198)}`)],
  ['a long path', template(`<xsl:value-of select="a${'/a'.repeat(100_000)}"/>`)],
  ['a long value template', template(`<b c="${'{a}{{'.repeat(40_000)}"/>`)],
  ['many blanks', template(`<xsl:value-of select="a${' '.repeat(250_000)}"/>`)],
])('takes %s, and not long for it', (_, text) => {
  const begun = performance.now();
  checkXslt(text, 'x');
  expect(performance.now() - begun).toBeLessThan(2_000);
});
