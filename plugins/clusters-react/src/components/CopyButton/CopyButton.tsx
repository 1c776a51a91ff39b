import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { clustersReactTranslationRef } from '../../translation';

/** How long the check mark stays, in milliseconds. */
const CONFIRMATION_MS = 2000;

/**
 * Props of {@link CopyButton}.
 *
 * @public
 */
export interface CopyButtonProps {
  /** What is put on the clipboard, or how to get it when it is asked for. */
  text: string | (() => string);
  /** What it is, for the label: "Copy …". */
  what: string;
  className?: string;
}

/**
 * Puts a text on the clipboard and says so.
 *
 * @public
 */
export function CopyButton(props: CopyButtonProps) {
  const { text, what, className } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <>
      <ButtonIcon
        className={className}
        size="small"
        variant="tertiary"
        aria-label={t('copy.action', { what })}
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => {
          copy(typeof text === 'string' ? text : text());
          setCopied(true);
        }}
      />
      <VisuallyHidden role="status">
        {copied ? t('copy.done') : ''}
      </VisuallyHidden>
    </>
  );
}
