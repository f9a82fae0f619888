import type { Guide } from './guide.js';

/** What belongs to the installation and to no study: before there is any, and with studies and people. */
export class HouseWalk {
  constructor(private readonly guide: Guide) {}

  async empty(): Promise<void> {
    await this.guide.go('/studies', 'lectern-empty-state', 'studies-empty');
    await this.guide.go('/account', 'lectern-account-page li', 'account-without-password');
  }

  async full(): Promise<void> {
    const { guide } = this;
    await guide.go('/studies', 'lectern-studies-page tbody tr', 'studies');
    await guide.go('/people', 'lectern-people-page tbody tr', 'people');
    await guide.ask('lectern-people-page tbody button', 'people-reset');
    await guide.go('/account', 'lectern-account-page li', 'account');
    await guide.go('/studies/new', 'lectern-schema-field input', 'wizard');
    const text = guide.page.locator('lectern-yaml-editor textarea');
    await text.fill(`${await text.inputValue()}\nreaders: many\n`);
    await guide.page.locator('lectern-yaml-editor [role="alert"], lectern-protocol-editor .note').first().waitFor();
    await guide.see('wizard-with-faults');
    await guide.go('/studies/00000000-0000-4000-8000-000000000000', '[role="alert"]', 'study-not-found');
  }
}
