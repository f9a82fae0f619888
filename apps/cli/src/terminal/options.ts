import { InvalidArgumentError } from 'commander';

/** Parsers of option values: a value that does not fit is refused with what would. */

export function aNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It takes a number.');
  return value;
}

export function numberBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = aNumber(text);
    if (value <= low || value >= high)
      throw new InvalidArgumentError(
        `It takes a number ${high === Infinity ? `above ${low}` : `between ${low} and ${high}`}.`,
      );
    return value;
  };
}

export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = aNumber(text);
    if (!Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`It takes a whole number from ${least} on.`);
    return value;
  };
}

/** Several of what `parse` takes, by commas. */
export function listOf<T>(parse: (text: string) => T): (text: string) => T[] {
  return (text) => text.split(',').map((part) => parse(part.trim()));
}

/** One of these words; several by commas through `listOf`. */
export function oneOf<const W extends string>(words: readonly W[]): (text: string) => W {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found === undefined) throw new InvalidArgumentError(`"${text}" is none of ${words.join(', ')}.`);
    return found;
  };
}

/** `name=value,name=value` with known names; values as `parse` reads them. */
export function pairs<const Name extends string, T>(
  names: readonly Name[],
  parse: (text: string) => T,
): (text: string) => Partial<Record<Name, T>> {
  return (text) => {
    const found: Partial<Record<Name, T>> = {};
    for (const part of text.split(',')) {
      const at = part.indexOf('=');
      const name = names.find((known) => known === part.slice(0, at).trim());
      const value = part.slice(at + 1).trim();
      if (at < 0 || name === undefined || value === '')
        throw new InvalidArgumentError(`"${part}" is no name=value with a name out of ${names.join(', ')}.`);
      if (found[name] !== undefined) throw new InvalidArgumentError(`${name} is given twice.`);
      found[name] = parse(value);
    }
    return found;
  };
}

export const asText = (text: string): string => text;

/** An option that may be given again: its values so far, and this one. */
export function collected<T>(parse: (text: string) => T): (text: string, before?: readonly T[]) => T[] {
  return (text, before = []) => [...before, parse(text)];
}
