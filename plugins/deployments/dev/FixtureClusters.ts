import type {
  ClustersApi,
  EventList,
  LogOptions,
  ObjectView,
} from '@groundcrew/plugin-clusters-common';
import { ago } from '../src/__fixtures__';

const encoder = new TextEncoder();

/** Answers what the pages of a workload ask of the clusters backend. */
export class FixtureClusters
  implements Pick<ClustersApi, 'openLog' | 'listEvents' | 'getObject'>
{
  async openLog(options: LogOptions): Promise<ReadableStream<Uint8Array>> {
    let timer: ReturnType<typeof setInterval>;
    let line = 0;
    return new ReadableStream({
      start(controller) {
        const write = () => {
          line += 1;
          controller.enqueue(encoder.encode(`${logLine(line)}\n`));
        };
        for (let index = 0; index < 400; index++) {
          write();
        }
        if (options.follow) {
          timer = setInterval(write, 700);
        } else {
          controller.close();
        }
        options.signal?.addEventListener('abort', () => clearInterval(timer));
      },
      cancel() {
        clearInterval(timer);
      },
    });
  }

  async listEvents(): Promise<EventList> {
    const subject = {
      cluster: 'dev-1',
      kind: 'Pod',
      namespace: 'shop',
      name: 'checkout-7c9d-x2x4k',
    };
    return {
      items: [
        {
          type: 'Warning',
          reason: 'BackOff',
          message:
            'Back-off restarting failed container checkout in pod checkout-7c9d-x2x4k',
          count: 14,
          firstSeen: ago(180_000),
          lastSeen: ago(12_000),
          source: 'kubelet',
          subject,
        },
        {
          type: 'Normal',
          reason: 'Pulled',
          message:
            'Container image "registry.example/shop/checkout:1.9.0" already present on machine',
          count: 8,
          lastSeen: ago(60_000),
          source: 'kubelet',
          subject,
        },
        {
          type: 'Normal',
          reason: 'ScalingReplicaSet',
          message: 'Scaled up replica set checkout-7c9d from 0 to 1',
          count: 1,
          lastSeen: ago(190_000),
          source: 'deployment-controller',
          subject: { ...subject, kind: 'Deployment', name: 'checkout' },
        },
      ],
      freshness: { observedAt: ago(2000) },
    };
  }

  async getObject(): Promise<ObjectView> {
    return {
      ref: {
        cluster: 'dev-1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'checkout',
      },
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {
          name: 'checkout',
          namespace: 'shop',
          labels: { 'backstage.io/kubernetes-id': 'checkout' },
          generation: 12,
        },
        spec: {
          replicas: 2,
          paused: false,
          template: {
            spec: {
              containers: [
                {
                  name: 'checkout',
                  image: 'registry.example/shop/checkout:1.9.0',
                  env: [{ name: 'POOL_SIZE', value: '(hidden)' }],
                },
              ],
            },
          },
        },
      },
      configurationHidden: true,
      freshness: { observedAt: ago(2000) },
    };
  }
}

function logLine(number: number): string {
  const time = new Date().toISOString();
  if (number % 7 === 0) {
    return JSON.stringify({
      level: number % 21 === 0 ? 'error' : 'info',
      time,
      msg: number % 21 === 0 ? 'payment provider answered 502' : 'order placed',
      order: number * 13,
      durationMs: 40 + (number % 90),
    });
  }
  return `${time} \u001b[32mGET\u001b[0m /cart/${number} 200 ${
    number % 50
  }ms upstream=inventory trace=${(number * 7919).toString(16)}`;
}
