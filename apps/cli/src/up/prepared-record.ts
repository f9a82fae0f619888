import { join } from 'node:path';
import { applyMigrations, grantApplication, provideApplicationRole } from '@lectern/records';
import { keptPassword } from './kept-password.js';

export interface RecordAddress {
  /** As the owner of its tables. */
  readonly ownerUrl: string;
  /** As the application, where an administrator has made its role. */
  readonly applicationUrl: string | undefined;
}

/** Brings the record up to date and gives the application its own restricted way in. @returns the application's address */
export async function prepareRecord(
  { ownerUrl, applicationUrl }: RecordAddress,
  { root, dataFolder }: { readonly root: string; readonly dataFolder: string },
): Promise<string> {
  await applyMigrations(ownerUrl, join(root, 'prisma', 'migrations'));
  if (applicationUrl) {
    await grantApplication(ownerUrl, decodeURIComponent(new URL(applicationUrl).username));
    return applicationUrl;
  }
  const name = `${decodeURIComponent(new URL(ownerUrl).pathname.slice(1))}_app`;
  return provideApplicationRole(ownerUrl, {
    name,
    password: keptPassword(dataFolder, 'postgres-application-password'),
  });
}
