import { NotFoundError } from '@backstage/errors';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  DeploymentsApi,
  DeploymentsView,
  WorkloadDetail,
} from '@groundcrew/plugin-deployments-common';
import { deploymentsView, workloadDetail } from '../src/__fixtures__';

/** Answers from fixtures; which of them, the address of the page says (`?show=`). */
export class FixtureDeployments implements DeploymentsApi {
  readonly #view = deploymentsView();

  async getDeployments(): Promise<DeploymentsView> {
    const show = new URLSearchParams(window.location.search).get('show');
    switch (show) {
      case 'loading':
        return new Promise(() => {});
      case 'failed':
        throw new Error('connect ECONNREFUSED 127.0.0.1:7007');
      case 'unlinked':
        return { ...this.#view, link: { type: 'none' }, places: [] };
      case 'unmatched':
        return { ...this.#view, places: [] };
      case 'well':
        return { ...this.#view, places: [this.#view.places[2]] };
      default:
        return this.#view;
    }
  }

  async getWorkload(
    _entityRef: string,
    ref: ObjectRef,
  ): Promise<WorkloadDetail> {
    const place = this.#view.places.find(each => each.cluster === ref.cluster);
    if (!place) {
      throw new NotFoundError(`There is no ${ref.kind} ${ref.name}`);
    }
    const { workloads, ...where } = place;
    return place.cluster === 'dev-1'
      ? workloadDetail()
      : { ...workloadDetail(), place: where, workload: workloads[0] };
  }
}
