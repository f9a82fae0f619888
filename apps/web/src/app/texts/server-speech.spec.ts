import { serverSentences } from './chinese/server/index.js';
import { ServerSpeech } from './server-speech.js';

const chinese = new ServerSpeech(serverSentences);

test('a sentence is said with its values, and values that are sentences too', () => {
  expect(chinese.say('The upload holds no file.')).toBe('上传内容中没有文件。');
  expect(chinese.say("A case 'hospital/7' is in this study already.")).toBe('本研究中已有病例“hospital/7”。');
  expect(chinese.say('The DICOMweb server cannot be used: it answered 503.')).toBe(
    '无法使用该 DICOMweb 服务器：其应答为 503。',
  );
  expect(chinese.say('3 of 12 planned cases are ready, 2 are being taken in')).toBe(
    '计划的 12 个病例中 3 个已就绪，2 个正在接收',
  );
});

test('the sentence that says more is taken, and one that nobody knows stays', () => {
  expect(chinese.say("'axial' stands twice; ids must differ")).toBe('“axial”出现两次；编号须不同');
  expect(chinese.say("'axial' stands twice")).toBe('“axial”出现两次');
  expect(chinese.say('A sentence of a newer server.')).toBe('A sentence of a newer server.');
  expect(new ServerSpeech({}).say('The upload holds no file.')).toBe('The upload holds no file.');
});

test('every sentence in the dictionary is found by its own pattern', () => {
  for (const [english, said] of Object.entries(serverSentences)) {
    const values = Array.from({ length: english.split('{}').length - 1 }, (_, at) => `value-${at + 1}`);
    const spoken = values.reduce((text, value) => text.replace('{}', value), english);
    expect([english, chinese.say(spoken)]).toEqual([
      english,
      said.replaceAll(/\{(\d)\}/g, (_, at: string) => values[Number(at) - 1]!),
    ]);
  }
});
