import { ApiRouter } from './api/ApiRouter';
import { ApiServer } from './api/ApiServer';
import {
  ADMIN_RULES,
  AccessRule,
  Authorizer,
  OPERATOR_RULES,
  READER_RULES,
} from './api/Authorizer';
import { ObjectApi } from './api/ObjectApi';
import { ObjectStore } from './api/ObjectStore';
import { ResourceRegistry } from './api/ResourceRegistry';
import { Namespaces } from './api/resources';
import { ServerCertificate } from './certificates';
import { Clock, ClusterClock } from './clock';
import { ControllerManager } from './controllers/Controller';
import { EventRecorder } from './controllers/EventRecorder';
import { createControllers } from './controllers/createControllers';
import { Kubelet } from './kubelet/Kubelet';
import { Environment } from './shop/components';
import { logProfiles } from './shop/logProfiles';
import { ClusterTokens } from './tokens';
import { HISTORY_MS, populate } from './shop/populate';

export interface SandboxClusterOptions {
  name: string;
  environment: Environment;
  /** 0 for a free one. */
  port: number;
  certificate: ServerCertificate;
  tokens: ClusterTokens;
  clock: Clock;
  /** Whether the shop runs in it. */
  populate: boolean;
  onError: (error: Error) => void;
}

/** One cluster: storage, controllers, played nodes and an HTTPS server. Its state is in memory only. */
export class SandboxCluster {
  static async create(options: SandboxClusterOptions): Promise<SandboxCluster> {
    const cluster = new SandboxCluster(options);
    await cluster.start();
    return cluster;
  }

  readonly name: string;
  readonly environment: Environment;
  /** The CA's certificate: PEM in base64, as a kubeconfig has it. */
  readonly caData: string;
  /** Bearer tokens: who each of them is, {@link ClusterTokens} says. */
  readonly tokens: ClusterTokens;
  /** The objects, for tests to look at. */
  readonly store: ObjectStore;
  /** Writes objects as an API server does, without HTTP. */
  readonly api: ObjectApi;
  readonly kubelet: Kubelet;
  readonly server: ApiServer;
  readonly authorizer: Authorizer;
  readonly #clock: ClusterClock;

  private constructor(options: SandboxClusterOptions) {
    const { name, environment, certificate, clock, onError } = options;
    this.name = name;
    this.environment = environment;
    this.caData = Buffer.from(certificate.ca).toString('base64');
    this.#clock = ClusterClock.create({
      live: clock,
      historyMs: options.populate ? HISTORY_MS : 0,
    });
    this.store = ObjectStore.create();
    this.api = ObjectApi.create({
      store: this.store,
      registry: ResourceRegistry.create(),
      clock: this.#clock,
    });
    const context = {
      api: this.api,
      clock: this.#clock,
      events: EventRecorder.create({ api: this.api, clock: this.#clock }),
    };
    const controllers = ControllerManager.create({ context, onError });
    this.kubelet = Kubelet.create({ context, logProfiles });
    this.kubelet.onWake(key => controllers.wake(this.kubelet, key));
    for (const controller of createControllers(context, {
      kubelet: this.kubelet,
      caCertificate: certificate.ca,
    })) {
      controllers.add(controller);
    }
    this.authorizer = Authorizer.create();
    this.tokens = options.tokens;
    this.authorizer.addToken(
      { name: 'sandbox-admin', groups: ['system:masters'], rules: ADMIN_RULES },
      this.tokens.admin,
    );
    this.authorizer.addToken(
      { name: 'sandbox-reader', rules: READER_RULES },
      this.tokens.reader,
    );
    this.authorizer.addToken(
      { name: 'sandbox-operator', rules: OPERATOR_RULES },
      this.tokens.operator,
    );
    this.server = ApiServer.create({
      router: ApiRouter.create({
        api: this.api,
        authorizer: this.authorizer,
        clock: this.#clock,
        logs: this.kubelet,
        usage: this.kubelet,
      }),
      authorizer: this.authorizer,
      clock: this.#clock,
      certificate,
      port: options.port,
      onError,
    });
    if (options.populate) {
      const { api, kubelet } = this;
      populate({ api, kubelet, environment, clock: this.#clock });
    } else {
      for (const namespace of ['default', 'kube-system']) {
        this.api.create(
          Namespaces,
          { metadata: { name: namespace } },
          { manager: 'kube-apiserver' },
        );
      }
    }
    this.#clock.goLive();
  }

  /** `https://127.0.0.1:<port>`. The port stays the same across `stop` and `start`. */
  get url(): string {
    return this.server.url;
  }

  /** Makes a token for a user with rules of its own, for instance one that may not list Secrets. */
  addToken(user: {
    name: string;
    groups?: string[];
    rules: AccessRule[];
  }): string {
    return this.authorizer.addToken(user);
  }

  /** Listens, again after a `stop`. */
  async start(): Promise<void> {
    await this.server.listen();
  }

  /** Closes the port and cuts all connections. What runs in the cluster goes on. */
  async stop(): Promise<void> {
    await this.server.close();
  }

  /** Ends the cluster for good: nothing runs and no timer is left. */
  async shutDown(): Promise<void> {
    this.#clock.stop();
    await this.stop();
  }
}
