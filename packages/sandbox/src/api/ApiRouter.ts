import { Clock } from '../clock';
import { ApiError } from './ApiError';
import { ApiExchange } from './ApiExchange';
import { Authorizer } from './Authorizer';
import { ObjectApi } from './ObjectApi';
import { VERSION, discover, groupVersions } from './discovery';
import { UsageSource, metricsAnswer } from './metricsResources';
import { openApi } from './openapi';
import { LogSource, handleLog } from './podLogs';
import { handleGet, handleList, handleWatch, isWatch } from './readRequests';
import { RequestTarget, parseRequestTarget } from './requestTarget';
import { Pods, ResourceType, resourceId } from './resources';
import { handleReview, isReview } from './reviews';
import { handleServiceProxy } from './serviceProxy';
import { handleEviction, handleScale } from './subresources';
import { isLeftOut } from './unsupported';
import {
  handleCreate,
  handleDelete,
  handleDeleteCollection,
  handlePatch,
  handleUpdate,
} from './writeRequests';

const NOT_IN_THE_SANDBOX = [
  'exec',
  'attach',
  'portforward',
  'proxy',
  'ephemeralcontainers',
  'resize',
  'binding',
  'token',
  'finalize',
];
const METRICS_GROUP = 'metrics.k8s.io';

/** Ends an answer that goes on, from the server's side. */
export type EndStream = () => void;

export interface ApiRouterOptions {
  api: ObjectApi;
  authorizer: Authorizer;
  clock: Clock;
  logs: LogSource;
  usage: UsageSource;
}

/** Which handler answers a request, after asking whether its user may. */
export class ApiRouter {
  static create(options: ApiRouterOptions): ApiRouter {
    return new ApiRouter(options);
  }

  readonly #options: ApiRouterOptions;

  private constructor(options: ApiRouterOptions) {
    this.#options = options;
  }

  /** Answers; a stream is still going on when this returns how to end it. */
  async handle(
    exchange: ApiExchange,
    address: string,
  ): Promise<EndStream | void> {
    const { api, authorizer } = this.#options;
    const target = parseRequestTarget(exchange.path);
    if (!target) {
      this.#discover(exchange, address);
      return undefined;
    }
    if (isReview(target)) {
      await handleReview(exchange, authorizer, target);
      return undefined;
    }
    authorizer.authorize(exchange.user, {
      verb: verbOf(exchange, target),
      group: target.group,
      resource: target.subresource
        ? `${target.plural}/${target.subresource}`
        : target.plural,
      // A namespace is asked for within itself.
      namespace:
        target.group === '' && target.plural === 'namespaces'
          ? target.name
          : target.namespace,
      name: target.name,
    });
    if (target.group === METRICS_GROUP) {
      this.#metrics(exchange, target);
      return undefined;
    }
    const type = api.registry.find(target);
    if (!type) {
      if (isLeftOut(target.group, target.plural)) {
        throw ApiError.notImplemented(
          resourceId({ group: target.group, plural: target.plural }),
        );
      }
      const served = groupVersions(api.registry).get(target.group);
      if (served?.includes(target.version)) throw ApiError.noSuchResource();
      exchange.replyText(404, '404 page not found\n');
      return undefined;
    }
    if (!type.namespaced && target.namespace) throw ApiError.noSuchResource();
    if (!target.name) return this.#collection(exchange, type, target);
    return this.#object(exchange, type, { ...target, name: target.name });
  }

  #discover(exchange: ApiExchange, address: string): void {
    const { registry } = this.#options.api;
    const path = exchange.path.replace(/\/+$/, '') || '/';
    const answer =
      path === '/version'
        ? VERSION
        : discover(registry, path, address) ?? openApi(registry, path);
    if (answer) {
      exchange.reply(200, answer);
    } else if (path === '/') {
      exchange.reply(200, {
        paths: ['/api', '/apis', '/healthz', '/livez', '/readyz', '/version'],
      });
    } else if (path.startsWith('/openapi') || path === '/metrics') {
      throw ApiError.notImplemented(path);
    } else {
      exchange.replyText(404, '404 page not found\n');
    }
  }

  #metrics(exchange: ApiExchange, target: RequestTarget): void {
    if (exchange.method !== 'GET') throw ApiError.methodNotAllowed();
    const { api, usage, clock } = this.#options;
    exchange.reply(
      200,
      metricsAnswer(api.store, usage, target, exchange.query, clock.now()),
    );
  }

  async #collection(
    exchange: ApiExchange,
    type: ResourceType,
    target: RequestTarget,
  ): Promise<EndStream | void> {
    const { api, clock } = this.#options;
    switch (exchange.method) {
      case 'GET':
        if (isWatch(exchange)) {
          return handleWatch(exchange, api, type, target, clock);
        }
        return handleList(exchange, api, type, target);
      case 'POST':
        return handleCreate(exchange, api, type, target);
      case 'DELETE':
        return handleDeleteCollection(exchange, api, type, target);
      default:
        throw ApiError.methodNotAllowed();
    }
  }

  async #object(
    exchange: ApiExchange,
    type: ResourceType,
    target: RequestTarget & { name: string },
  ): Promise<EndStream | void> {
    const { api } = this.#options;
    const { subresource } = target;
    if (subresource && subresource !== 'status') {
      return this.#subresource(exchange, type, target);
    }
    if (subresource && !type.subresources.includes('status')) {
      throw ApiError.noSuchResource();
    }
    switch (exchange.method) {
      case 'GET':
        return handleGet(exchange, api, type, target);
      case 'PUT':
        return handleUpdate(exchange, api, type, target);
      case 'PATCH':
        return handlePatch(exchange, api, type, target);
      case 'DELETE':
        if (subresource) throw ApiError.methodNotAllowed();
        return handleDelete(exchange, api, type, target);
      default:
        throw ApiError.methodNotAllowed();
    }
  }

  async #subresource(
    exchange: ApiExchange,
    type: ResourceType,
    target: RequestTarget & { name: string },
  ): Promise<EndStream | void> {
    const { api, logs, clock } = this.#options;
    const { method } = exchange;
    const known = (type.subresources as readonly string[]).includes(
      target.subresource ?? '',
    );
    if (!known) {
      if (NOT_IN_THE_SANDBOX.includes(target.subresource ?? '')) {
        throw ApiError.notImplemented(`${type.plural}/${target.subresource}`);
      }
      throw ApiError.noSuchResource();
    }
    if (target.subresource === 'log' && method === 'GET') {
      return handleLog(exchange, api.get(Pods, target), logs, clock);
    }
    if (target.subresource === 'proxy' && method === 'GET') {
      return handleServiceProxy(exchange, api, target);
    }
    if (target.subresource === 'eviction' && method === 'POST') {
      return handleEviction(exchange, api, target);
    }
    if (
      target.subresource === 'scale' &&
      ['GET', 'PUT', 'PATCH'].includes(method)
    ) {
      return handleScale(exchange, api, type, target);
    }
    throw ApiError.methodNotAllowed();
  }
}

function verbOf(exchange: ApiExchange, target: RequestTarget): string {
  switch (exchange.method) {
    case 'GET':
    case 'HEAD':
      if (target.name) return 'get';
      return isWatch(exchange) ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return target.name ? 'delete' : 'deletecollection';
    default:
      return exchange.method.toLowerCase();
  }
}
