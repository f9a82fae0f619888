import type { Page } from 'playwright-core';

/** Everything that the browser keeps for a page's origin, as text: local and session storage, every record of every database, every cached answer. */
export async function everythingStored(page: Page): Promise<string> {
  return JSON.stringify(await page.evaluate(readStorage));
}

/** Puts a word into each of them, for whoever doubts that all are looked at. */
export function storeEverywhere(page: Page, word: string): Promise<void> {
  return page.evaluate(async (text) => {
    localStorage.setItem('probe', `${text}-local`);
    sessionStorage.setItem('probe', `${text}-session`);
    await (await caches.open('probe')).put('/probe', new Response(`${text}-cache`));
    await new Promise((resolve, reject) => {
      const request = indexedDB.open('probe');
      request.onupgradeneeded = () => request.result.createObjectStore('probe').put(`${text}-database`, 1);
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = () => reject(request.error ?? new Error('no database'));
    });
  }, word);
}

/** Runs in the browser. */
async function readStorage(): Promise<unknown> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('a database cannot be read'));
    });
  const recordsOf = async (name: string): Promise<unknown> => {
    const database = await done(indexedDB.open(name));
    const stores = [...database.objectStoreNames];
    const records = stores.map((store) => done(database.transaction(store).objectStore(store).getAll()));
    const all = await Promise.all(records);
    database.close();
    return { name, stores, all };
  };
  const answersIn = async (name: string): Promise<unknown> => {
    const cache = await caches.open(name);
    const requests = await cache.keys();
    const answers = requests.map(async ({ url }) => [url, await (await cache.match(url))?.text()]);
    return { name, answers: await Promise.all(answers) };
  };
  return {
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await Promise.all((await indexedDB.databases()).map(({ name = '' }) => recordsOf(name))),
    caches: await Promise.all((await caches.keys()).map(answersIn)),
  };
}
