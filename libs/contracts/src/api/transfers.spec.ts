import { ApiError } from './client.js';
import { isTransient, TransferInterrupted, transferFailure } from './transfers.js';

const error = new Error('tus: unexpected response');
const problem = (type: string) => JSON.stringify({ type, title: 'It is not so.', status: 422 });

test.each([0, 409, 423, 429, 500, 503])('an answer of %i is worth another attempt', (status) => {
  const failure = transferFailure(status, '', error);
  expect(failure).toBeInstanceOf(TransferInterrupted);
  expect(isTransient(failure)).toBe(true);
});

test('what the server says against it is said as it says it, and not tried again', () => {
  const failure = transferFailure(422, problem('frozen'), error);
  expect(failure).toMatchObject({ name: 'ApiError', status: 422, problem: { type: 'frozen' } });
  expect(isTransient(failure)).toBe(false);
  expect(isTransient(transferFailure(404, problem('no-upload'), error))).toBe(true);
  expect(transferFailure(413, '<html>', error)).toBe(error);
  expect(isTransient(error)).toBe(false);
  expect(isTransient(new TypeError('fetch failed'))).toBe(true);
  expect(failure).toBeInstanceOf(ApiError);
});
