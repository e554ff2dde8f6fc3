/** The longest that a message of a rule is, in characters. */
export const MAX_MESSAGE = 140;
/** The shortest that a value is cut to: less says nothing. */
const MIN_VALUE = 12;

type Data = Readonly<Record<string, unknown>>;

/** The values of a message's placeholders, the longest of them cut until the whole message has a bearable length. */
export function shortened(message: string, data: Data): Data {
  const uses = (name: string) => message.split(`{{${name}}}`).length - 1;
  const texts = Object.entries(data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const whole = texts.reduce(
    (sum, [name, text]) => sum + uses(name) * (text.length - name.length - 4),
    message.length,
  );
  if (whole <= MAX_MESSAGE) return data;
  const used = texts
    .filter(([name]) => uses(name) > 0)
    .sort(([, one], [, other]) => other.length - one.length);
  const cutWith = (least: (text: string) => number) => {
    let over = whole - MAX_MESSAGE;
    const cut: Record<string, unknown> = { ...data };
    for (const [name, text] of used) {
      if (over <= 0) break;
      const length = Math.max(least(text), text.length - Math.ceil(over / uses(name)));
      if (length >= text.length) continue;
      const short = cutTo(text, length);
      cut[name] = short;
      over -= uses(name) * (text.length - short.length);
    }
    return { cut, fits: over <= 0 };
  };
  const { cut, fits } = cutWith(shortest);
  return fits ? cut : cutWith(() => MIN_VALUE).cut;
}

/** A text that says something of one piece of code: `order.load()` throws (line 7). */
const SAYS_OF_CODE = /^([^`]{0,60}`)([^`]+)(`[^`]{1,60})$/;

/** The shortest that a text is cut to: what it says of code is kept. */
function shortest(text: string): number {
  const [, before, , after] = SAYS_OF_CODE.exec(text) ?? [];
  return before === undefined || after === undefined ? MIN_VALUE : before.length + MIN_VALUE + after.length;
}

/** The clauses of a text that there is room for; else its start, with what says that there is more: code that it quotes stays quoted. */
function cutTo(text: string, length: number): string {
  const clause = text.lastIndexOf('; ', length);
  if (clause >= length / 3) return text.slice(0, clause);
  const [, before, code, after] = SAYS_OF_CODE.exec(text) ?? [];
  const room = length - (before ?? '').length - (after ?? '').length - 3;
  if (before !== undefined && code !== undefined && after !== undefined && room >= MIN_VALUE - 3)
    return `${before}${startOf(code, room)}...${after}`;
  const plain = `${startOf(text, length - 3)}...`;
  const isInCode = (plain.split('`').length - 1) % 2 === 1;
  return isInCode ? `${startOf(text, length - 4)}...\`` : plain;
}

/** The start of a text, with no half of a character at its end. */
function startOf(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}
