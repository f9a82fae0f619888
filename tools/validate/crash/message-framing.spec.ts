import { http2Framing, postgresFraming } from './message-framing.js';

const typed = (letter: string, body: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(letter), length, Buffer.from(body)]);
};
const startup = typed('', 'user\0lectern\0\0');
const frame = (type: number, body: string): Buffer =>
  Buffer.concat([Buffer.from([0, 0, body.length, type, 0, 0, 0, 0, 1]), Buffer.from(body)]);

/** Every way of cutting the stream in two gives the same messages. */
function kindsHoweverCut(make: () => { push(chunk: Buffer): { kind: string }[] }, stream: Buffer): string[] {
  const [whole, ...cut] = Array.from({ length: stream.length }, (_, at) => {
    const framing = make();
    return [stream.subarray(0, at), stream.subarray(at)]
      .flatMap((chunk) => framing.push(chunk))
      .map(({ kind }) => kind);
  }) as [string[], ...string[][]];
  for (const kinds of cut) expect(kinds).toEqual(whole);
  return whole;
}

test("PostgreSQL: the client's first message has no type, all others have one", () => {
  const stream = Buffer.concat([startup, typed('P', 'SELECT 1'), typed('S', '')]);
  expect(kindsHoweverCut(() => postgresFraming('to-server'), stream)).toEqual(['startup', 'P', 'S']);
  expect(kindsHoweverCut(() => postgresFraming('to-client'), typed('C', 'COMMIT\0'))).toEqual(['C']);
});

test('HTTP/2: frames after the preface; only headers and data are counted', () => {
  const stream = Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    frame(4, ''),
    frame(1, 'h'),
    frame(0, 'd'),
  ]);
  expect(kindsHoweverCut(() => http2Framing('to-server'), stream)).toEqual([
    'preface',
    'frame 4',
    'frame 1',
    'frame 0',
  ]);
  const counted = http2Framing('to-server')
    .push(stream)
    .map((message) => message.counted);
  expect(counted).toEqual([false, false, true, true]);
});

test('what is forwarded is what came', () => {
  const stream = Buffer.concat([typed('D', 'row'), typed('Z', 'I')]);
  expect(
    Buffer.concat(
      postgresFraming('to-client')
        .push(stream)
        .map(({ bytes }) => bytes),
    ),
  ).toEqual(stream);
});
