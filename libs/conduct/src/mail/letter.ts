/** A message as it is sent, or shown to be passed on by hand. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** To a person, of a study by its title; `link` signs in once and is in no letter that is shown. */
export function letterTo(name: string, title: string, { subject, text }: Letter, link: string | null): Letter {
  const way = link ? `\n\nThis link signs you in once:\n${link}` : '';
  return { subject: `${title}: ${subject}`, text: `Dear ${name},\n\n${text}${way}\n` };
}
