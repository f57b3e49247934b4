// Numeric character references of HTML and Markdown (&#20113;, &#x4e91;).

const REFERENCE = /&#(x[\da-f]+|\d+);?/giu

/**
 * A text without the references that lead to no character, or to a control: parsers would put a replacement character in
 * their place, and terminals obey controls.
 */
export const withoutEmptyReferences = (text: string): string =>
  text.replace(REFERENCE, (reference, code: string) => (isCharacter(code) ? reference : ""))

function isCharacter(code: string): boolean {
  const point = Number(/^x/iu.test(code) ? `0${code}` : code)
  const isControl = point < 0x20 && point !== 0x09 && point !== 0x0a && point !== 0x0d
  return !isControl && point !== 0x7f && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) && point !== 0xfffd
}
