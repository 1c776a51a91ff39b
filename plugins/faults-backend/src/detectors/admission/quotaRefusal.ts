/** What the API server says when a quota has no room. */
export interface QuotaRefusal {
  quota: string;
  /** Only those resources of which there is too little. */
  resources: string[];
}

const QUOTA = 'exceeded quota: ';
const REQUESTED = ', requested: ';
const USED = ', used: ';

/** Reads `exceeded quota: Q, requested: cpu=1,pods=1, used: …`; undefined when the words say something else. */
export function quotaRefusal(words: string): QuotaRefusal | undefined {
  const start = words.indexOf(QUOTA);
  const middle = words.indexOf(REQUESTED, start);
  const end = words.indexOf(USED, middle);
  if (start === -1 || middle === -1 || end === -1) {
    return undefined;
  }
  return {
    quota: words.slice(start + QUOTA.length, middle),
    resources: words
      .slice(middle + REQUESTED.length, end)
      .split(',')
      .map(pair => pair.split('=')[0].trim()),
  };
}
