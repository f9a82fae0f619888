/**
 * What the server says, in another language. Its sentences are English, also those that the record has kept for years; a dictionary has each with `{}` where a
 * value stands. A sentence that it lacks stays as it is.
 */
export class ServerSpeech {
  private readonly whole: ReadonlyMap<string, string>;
  private readonly patterns: readonly { readonly matches: RegExp; readonly said: string }[];

  /** @param sentences English with `{}` for each value -> the other language with `{1}` for the first of them */
  constructor(sentences: Readonly<Record<string, string>>) {
    const entries = Object.entries(sentences);
    this.whole = new Map(entries.filter(([english]) => !english.includes(PLACE)));
    this.patterns = entries
      .filter(([english]) => english.includes(PLACE))
      .toSorted(([a], [b]) => wordsIn(b) - wordsIn(a)) // the one that says more comes first: '{} {} is known' before '{} is known'
      .map(([english, said]) => ({ matches: patternOf(english), said }));
  }

  say(sentence: string): string {
    const whole = this.whole.get(sentence);
    if (whole !== undefined) return whole;
    for (const { matches, said } of this.patterns) {
      const values = matches.exec(sentence)?.slice(1);
      // A value may be words of the server's too, as the reason within a refusal.
      if (values) return said.replaceAll(/\{(\d)\}/g, (_, place: string) => this.say(values[Number(place) - 1] ?? ''));
    }
    return sentence;
  }
}

const PLACE = '{}';
const wordsIn = (sentence: string): number => sentence.replaceAll(PLACE, '').length;

function patternOf(english: string): RegExp {
  const parts = english.split(PLACE).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*?)')}$`, 's');
}
