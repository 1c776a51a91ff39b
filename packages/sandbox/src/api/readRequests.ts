import { Clock } from '../clock';
import { ApiExchange } from './ApiExchange';
import { ObjectApi } from './ObjectApi';
import { WatchStream, isTrue } from './WatchStream';
import { listObjects, selectionOf, withoutType } from './lists';
import { negotiateView, partialObjectMetadata } from './mediaTypes';
import { KubeObject } from './objects';
import { RequestTarget } from './requestTarget';
import { ResourceType } from './resources';

export function handleGet(
  exchange: ApiExchange,
  api: ObjectApi,
  type: ResourceType,
  target: RequestTarget & { name: string },
): void {
  const view = negotiateView(exchange.accept, { list: false });
  const object = api.get(type, target);
  exchange.reply(200, presenter(view)(object));
}

export function handleList(
  exchange: ApiExchange,
  api: ObjectApi,
  type: ResourceType,
  target: RequestTarget,
): void {
  const view = negotiateView(exchange.accept, { list: true });
  const selection = selectionOf(type, exchange.query, target.namespace);
  const list = listObjects(api.store, type, selection, exchange.query);
  if (view === 'PartialObjectMetadata') {
    exchange.reply(200, {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata: list.metadata,
      items: list.items.map(partialObjectMetadata),
    });
  } else {
    exchange.reply(200, {
      ...list,
      items: type.custom ? list.items : list.items.map(withoutType),
    });
  }
}

export function handleWatch(
  exchange: ApiExchange,
  api: ObjectApi,
  type: ResourceType,
  target: RequestTarget,
  clock: Clock,
): () => void {
  const view = negotiateView(exchange.accept, { list: false });
  const selection = selectionOf(type, exchange.query, target.namespace);
  // Refusals must come before the headers of the stream.
  const early: string[] = [];
  let write = (line: string) => {
    early.push(line);
  };
  let end = () => {};
  let ended = false;
  const watch = WatchStream.start({
    store: api.store,
    clock,
    type,
    selection,
    query: exchange.query,
    present: presenter(view),
    send: event => write(`${JSON.stringify(event)}\n`),
    end: () => {
      ended = true;
      end();
    },
  });
  const stream = exchange.stream('application/json', () => watch.stop());
  write = line => stream.write(line);
  end = () => stream.end();
  for (const line of early) stream.write(line);
  if (ended) stream.end();
  return () => {
    watch.stop();
    stream.end();
  };
}

export function isWatch(exchange: ApiExchange): boolean {
  return isTrue(exchange.query.get('watch'));
}

function presenter(view: string): (object: KubeObject) => object {
  return view === 'PartialObjectMetadata' ? partialObjectMetadata : same;
}

function same(object: KubeObject): object {
  return object;
}
