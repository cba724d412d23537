import { createClient } from '@redis/client';
import type { Logger } from 'pino';

const LONGEST_PAUSE_MS = 2_000;

/**
 * Wakes the other gateways of a store after a commit, by a message without content: one that is lost costs no more than the
 * time until they look by themselves. Redis may be down at any time; nobody waits for it.
 */
export class RedisBell {
  private readonly client: ReturnType<typeof createClient>;
  private readonly channel: string;
  private ringing = false;
  private again = false;
  private isDown = false;

  /** @param onRing told of each message, and whenever some may have been lost */
  constructor(
    url: string,
    storeId: string,
    private readonly onRing: () => void,
    private readonly log: Logger,
  ) {
    this.channel = `persistent-chat-gateway:changes:${storeId}`;
    this.client = createClient({
      url,
      disableOfflineQueue: true,
      socket: { reconnectStrategy: (retries) => Math.min(100 * (retries + 1), LONGEST_PAUSE_MS) },
    });
    this.client.on('error', (error) => this.down(error));
    this.client.on('ready', () => void this.up());
  }

  /** Connects in the background, for as long as it takes; what goes wrong is told as an error of the client. */
  start(): void {
    this.client.connect().catch(() => undefined);
  }

  /** Wakes the others; what is rung while a message is under way is one more message. */
  ring(): void {
    if (!this.client.isReady) return;
    if (this.ringing) this.again = true;
    else void this.publish();
  }

  stop(): void {
    // What this cuts off is not worth a word.
    this.isDown = true;
    this.client.destroy();
  }

  private async publish(): Promise<void> {
    this.ringing = true;
    try {
      do {
        this.again = false;
        await this.client.publish(this.channel, '');
      } while (this.again);
    } catch (error) {
      this.down(error);
    } finally {
      this.ringing = false;
    }
  }

  private async up(): Promise<void> {
    if (this.isDown) this.log.info('Redis is back: gateways wake each other after changes.');
    this.isDown = false;
    try {
      await this.client.subscribe(this.channel, this.onRing);
      this.onRing();
    } catch (error) {
      this.down(error);
    }
  }

  /** Said once, not for each try. */
  private down(error: unknown): void {
    if (!this.isDown)
      this.log.warn({ err: error }, 'Redis cannot be reached: changes of other gateways are seen a little later.');
    this.isDown = true;
  }
}
