import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Direction, Framing, WireMessage } from './message-framing.js';

/**
 * Asked before each counted message goes on. A promise keeps it, and all that follows in its direction, back until then; if one end of the connection is
 * gone by then, it never arrives.
 */
export type Gate = (message: WireMessage, direction: Direction) => Promise<void> | null;

/** Stands between the applications and a server, outside both, and sees every message before it goes on. */
export class MessageProxy {
  private readonly sockets = new Set<Socket>();
  gate: Gate = () => null;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async before(targetPort: number, framing: (direction: Direction) => Framing): Promise<MessageProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new MessageProxy(server, (server.address() as { port: number }).port);
    server.on('connection', (client) => proxy.join(client, connect({ port: targetPort, host: '127.0.0.1' }), framing));
    return proxy;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(client: Socket, server: Socket, framing: (direction: Direction) => Framing): void {
    this.pipe(client, server, 'to-server', framing('to-server'));
    this.pipe(server, client, 'to-client', framing('to-client'));
  }

  private pipe(from: Socket, to: Socket, direction: Direction, framing: Framing): void {
    let held: Buffer[] | null = null;
    const release = (): void => {
      const messages = held ?? [];
      held = null;
      if (!from.readableEnded && !from.destroyed && !to.destroyed) to.write(Buffer.concat(messages));
    };
    this.sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (chunk: Buffer) => {
      for (const message of framing.push(chunk)) {
        if (!held && message.counted) {
          const until = this.gate(message, direction);
          if (until) [held] = [[], void until.then(release)];
        }
        if (held) held.push(message.bytes);
        else to.write(message.bytes);
      }
    });
    from.on('error', () => undefined); // followed by `close`
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroySoon(); // what was sent before the end still arrives
    });
  }
}
