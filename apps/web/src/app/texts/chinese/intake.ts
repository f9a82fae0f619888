import type { Texts } from '../english.js';

export const intake: Texts['intake'] = {
  title: '由程序和医院系统发送',
  hint: '发送的影像按检查进入本研究；半分钟内没有新影像到达即视为完整。',
  tokens: {
    title: 'DICOMweb 令牌（STOW-RS）',
    hint: (address) => `影像存储至 ${address}，令牌作为 Bearer 令牌或 HTTP Basic 的密码。`,
    name: '发送方名称',
    make: '生成令牌',
    once: '仅显示这一次；Lectern 只保存其哈希值。',
    of: (name) => `${name} 的令牌`,
    revoke: '撤销',
    revoked: '已撤销',
    used: '最近使用',
    never: '从未使用',
  },
  nodes: {
    title: 'DICOM 节点（C-STORE）',
    none: '本系统未运行 DICOM 节点：配置中没有端口（intake.dicomPort）。',
    port: (port) => `节点监听端口 ${port}。打开的 AE 标题仅供所列调用方向本研究发送。`,
    aeTitle: 'AE 标题',
    callers: '允许的调用方：AE 标题，仅限某地址时加 @地址；每行一个',
    open: '打开此标题',
    close: '关闭',
    closed: '已关闭',
  },
  arrivals: {
    title: '已发送的检查',
    empty: '暂无',
    files: (count) => `${count} 幅影像`,
    stateText: { receiving: '接收中', received: '检查中', stored: '待查看', ready: '就绪', refused: '已拒绝' },
    relabel: (label) => `${label} 的标签`,
    save: '重命名',
    leftOut: (times) => `${times} 个对象未收入：`,
  },
};
