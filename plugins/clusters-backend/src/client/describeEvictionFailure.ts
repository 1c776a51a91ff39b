import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';

// As kubectl does: when a budget lets a pod go, the API server does not know.
const ASK_AGAIN_MS = 5_000;

/** What it means that the API server does not evict a pod. Pure. */
export function describeEvictionFailure(error: unknown): unknown {
  if (!(error instanceof ClusterRequestError)) {
    return error;
  }
  const { status, reason, causes, message } = error;
  const budget = causes.find(cause => cause.reason === 'DisruptionBudget');
  if (error.failure === 'throttled' && budget) {
    return new ClusterRequestError(
      'throttled',
      [message, budget.message].filter(Boolean).join(' '),
      {
        status,
        reason,
        causes,
        retryAfterMs: error.retryAfterMs ?? ASK_AGAIN_MS,
      },
    );
  }
  // A 500, but one that lasts until somebody deletes one of the budgets.
  if (status === 500 && /more than one PodDisruptionBudget/.test(message)) {
    return new ClusterRequestError('refused', message, error);
  }
  return error;
}
