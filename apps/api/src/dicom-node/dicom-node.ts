import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import dimse from 'dcmjs-dimse';
import type { Conduct } from '@lectern/conduct';
import { LARGEST_FILE } from '@lectern/contracts';
import { StoreProvider } from './store-provider.js';

/** Associations at a time; whoever comes then is refused by TCP. */
const mostAssociations = 32;
const largestUnit = 1024 * 1024;

export interface DicomNodeOptions {
  readonly conduct: Conduct;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly log: (line: string) => void;
}

/** The installation as DICOM storage SCP (PS3.4, annex B). Its titles, and who may call them, stand in the record. */
export class DicomNode {
  private constructor(
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
  ) {}

  static async start({ conduct, host, port, log }: DicomNodeOptions): Promise<DicomNode> {
    dimse.log.setLevel('silent');
    dimse.Implementation.setMaxPduLength(128 * 1024);
    const sockets = new Set<Socket>();
    // Small answers wait for nothing: with Nagle's algorithm at both ends, sender and receiver wait for each other at every object.
    const server = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      new StoreProvider(socket, { conduct, largestUnit, largestObject: LARGEST_FILE, log });
    });
    server.maxConnections = mostAssociations;
    server.listen(port, host);
    await once(server, 'listening');
    return new DicomNode(server, sockets);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
