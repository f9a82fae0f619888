import type { Texts } from '../english.js';

/** Words around the reads. */
export const conduct: Texts['conduct'] = {
  documents: {
    title: '阅片之前',
    hint: '请阅读并签署以下文件。您的签名将保存在研究记录中。',
    kinds: { consent: '知情同意', 'conflict-of-interest': '利益冲突', qualification: '资格' },
    version: (version) => `版本 ${version}`,
    agree: '我已阅读并同意',
    declare: '需要声明的内容（如无请留空）',
    name: '您的姓名（与登录时一致）',
    sign: '签署',
  },
  rest: {
    title: '该休息了',
    hint: '您已连续阅片达到本研究允许的时长。请让眼睛休息。阅片将于以下时间继续：',
    next: '您的回答已保存。请保持本页打开：届时会自动继续。',
  },
  dayDone: {
    title: '今天到此为止',
    reads: '您今天的阅片数已达到研究允许的上限。继续时间：',
    minutes: '您今天的阅片时间已达到研究允许的上限。继续时间：',
    next: '您的回答已保存。您可以关闭本页，届时再打开；如届时登录已失效，请向协调员索取新链接。',
  },
  notQualified: {
    title: '未通过资格测试',
    hint: '您对测试病例的正确回答少于本研究的要求，因此不向您显示研究病例。',
    next: '协调员会看到此结果，并决定您是否仍可参加。如获准参加，本页会自动继续；您无需做任何事。',
  },
  withdrawn: {
    title: '您已退出本研究',
    hint: '您本人或协调员代您结束了参与。您已提交的内容会保留；不再向您显示其他内容。',
    next: '如有误，请联系协调员。否则您可以关闭本页。',
  },
  calendar: '将日期加入我的日历',
  stage: (stage, stages) => `第 ${stage} 次回答，共 ${stages} 次`,
  stageHint: '您此前的回答已锁定。现在可以再次回答。',
  practice: { training: '练习', qualification: '资格测试', study: '' },
  again: '由协调员重新打开',
  limit: (seconds) => `请在 ${seconds % 60 ? `${seconds} 秒` : `${seconds / 60} 分钟`}内作答`,
  feedback: {
    truth: { present: '该病例存在目标征象', absent: '该病例不存在目标征象' },
    right: '您答对了。',
    wrong: '您答错了。',
    close: '继续',
  },
  problem: {
    report: '报告问题',
    title: '报告问题',
    kind: '关于什么？',
    kinds: { images: '图像', ai: 'AI 结果', page: '本页面', case: '病例本身', other: '其他' },
    text: '发生了什么？',
    hint: '协调员会看到此报告，并可免除该病例。如可能请继续阅片。',
    send: '发送',
    sent: '谢谢。协调员已收到您的报告。',
  },
};
