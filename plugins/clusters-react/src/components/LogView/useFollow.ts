import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';

/** Within this many pixels of its end, a log counts as scrolled to its end. */
const END_TOLERANCE_PX = 24;

/** What {@link useFollow} answers. */
export interface Follow {
  scrollerRef: RefObject<HTMLDivElement>;
  contentRef: RefObject<HTMLDivElement>;
  following: boolean;
  /** How many lines came since it was last followed. */
  newLines: number;
  setFollowing(following: boolean): void;
  onScroll(): void;
}

/** Keeps the end of a growing text in view until somebody scrolls up, and again once they are back at the end. */
export function useFollow(received: number): Follow {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(received);

  const toEnd = useCallback(() => {
    const scroller = scrollerRef.current;
    if (scroller) {
      scroller.scrollTop = scroller.scrollHeight;
      lastTop.current = scroller.scrollTop;
    }
  }, []);

  useLayoutEffect(() => {
    if (following) {
      setSeen(received);
      toEnd();
    }
  }, [following, received, toEnd]);

  // Lines are measured only once they are near: the height of the whole may change without a new line.
  useEffect(() => {
    const content = contentRef.current;
    if (!following || !content || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(toEnd);
    observer.observe(content);
    return () => observer.disconnect();
  }, [following, toEnd]);

  const onScroll = useCallback(() => {
    const scroller = scrollerRef.current;
    if (!scroller) {
      return;
    }
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    // Growing content leaves the position alone; only a person moves it up.
    if (scrollHeight - scrollTop - clientHeight <= END_TOLERANCE_PX) {
      setFollowing(true);
    } else if (scrollTop < lastTop.current) {
      setFollowing(false);
    }
    lastTop.current = scrollTop;
  }, []);

  return {
    scrollerRef,
    contentRef,
    following,
    newLines: Math.max(0, received - seen),
    setFollowing,
    onScroll,
  };
}
