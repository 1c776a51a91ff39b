import type { AnchorSigner } from './AnchorSigner';
import type { AuditAnchor } from './AuditAnchor';
import type { ChainFault, KnownAnchor } from './verifyChain';

/**
 * Which anchors are taken into account, and which of them vouch for the rows up to theirs.
 *
 * @param outside - those from places that whoever can write to the database cannot change: signed or not
 * @param inside - those from the database itself: a signature alone makes them worth anything
 */
export function knownAnchors(options: {
  outside: readonly AuditAnchor[];
  inside: readonly AuditAnchor[];
  signer: AnchorSigner;
}): { anchors: KnownAnchor[]; faults: ChainFault[] } {
  const { inside, outside, signer } = options;
  const anchors: KnownAnchor[] = [];
  const faults: ChainFault[] = [];
  const consider = (anchor: AuditAnchor, isOutside: boolean) => {
    const verdict = signer.verify(anchor);
    if (verdict === 'forged') {
      faults.push({
        sequence: anchor.sequence,
        message: `The anchor of ${anchor.at} is forged: its signature is not ours`,
      });
    } else {
      anchors.push({
        ...anchor,
        vouches: isOutside || verdict === 'genuine',
      });
    }
  };
  outside.forEach(anchor => consider(anchor, true));
  inside.forEach(anchor => consider(anchor, false));
  return { anchors, faults };
}
