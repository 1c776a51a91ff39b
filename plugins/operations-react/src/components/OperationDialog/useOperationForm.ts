import { toError } from '@backstage/errors';
import type {
  InputField,
  OperationDetail,
  PreviewAnswer,
  PreviewRequest,
} from '@groundcrew/plugin-operations-common';
import { useRef, useState } from 'react';
import { useOperationsApi } from '../../api';
import { useAnswer, type Answer } from '../../hooks/useAnswer';
import type { OperationAsk } from './OperationAsk';
import { createKey } from './createKey';
import {
  fieldsInTheWay,
  initialValues,
  inputOf,
  type FieldValues,
} from './fieldValues';
import { runBlocker, type RunBlocker } from './runBlocker';

/** How long typing may pause before what it would do is asked for, in milliseconds. */
const TYPING_PAUSE_MS = 400;

const NO_FIELDS: InputField[] = [];

/** What is filled in before an operation runs, and what it would do. */
export interface OperationForm {
  fields: readonly InputField[];
  values: FieldValues;
  setValue(name: string, value: FieldValues[string]): void;
  /** The names of fields that were touched and cannot be asked for as they are. */
  invalid: ReadonlySet<string>;
  isComplete: boolean;
  reason: string;
  setReason(reason: string): void;
  override: boolean;
  setOverride(override: boolean): void;
  preview: Answer<PreviewAnswer>;
  /** Why it cannot run yet. */
  blocker: RunBlocker | undefined;
  isSubmitting: boolean;
  /** Why it was not started the last time. */
  failure: Error | undefined;
  submit(): Promise<void>;
}

/** Holds what somebody fills in until the operation was taken, however often that fails. */
export function useOperationForm(
  ask: OperationAsk,
  onSubmitted: (detail: OperationDetail) => void,
): OperationForm {
  const operationsApi = useOperationsApi();
  const fields = ask.verb?.fields ?? NO_FIELDS;
  const [values, setValues] = useState(() =>
    initialValues(fields, ask.request.input),
  );
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState(false);
  const [isSubmitting, setSubmitting] = useState(false);
  const [failure, setFailure] = useState<Error>();
  // One operation, however often it is pressed and however often the network fails.
  const [idempotencyKey] = useState(createKey);
  const submitting = useRef(false);

  const inTheWay = fieldsInTheWay(fields, values);
  const isComplete = inTheWay.length === 0;
  const request: PreviewRequest = {
    ...ask.request,
    input: inputOf(values, ask.request.input),
  };
  const preview = useAnswer(
    isComplete ? JSON.stringify(request) : undefined,
    signal => operationsApi.preview(request, { signal }),
    TYPING_PAUSE_MS,
  );
  const blocker = runBlocker({
    isComplete,
    preview: previewState(preview),
    // Of an answer to something else, or of what the button knew: better than nothing until the newest is there.
    availability: preview.data?.availability ?? ask.verb,
    reason,
    override,
  });

  const submit = async () => {
    // State comes too late for the second click of a double click.
    if (submitting.current || blocker || !preview.data) {
      return;
    }
    submitting.current = true;
    setSubmitting(true);
    setFailure(undefined);
    try {
      onSubmitted(
        await operationsApi.submit({
          ...request,
          reason: reason.trim() || undefined,
          previewHash: preview.data.preview.hash,
          idempotencyKey,
          override: override || undefined,
          undoes: ask.undoes,
        }),
      );
    } catch (error) {
      setFailure(toError(error));
    } finally {
      submitting.current = false;
      setSubmitting(false);
    }
  };

  return {
    fields,
    values,
    setValue(name, value) {
      setValues(previous => ({ ...previous, [name]: value }));
      setTouched(previous => new Set(previous).add(name));
    },
    invalid: new Set(inTheWay.filter(name => touched.has(name))),
    isComplete,
    reason,
    setReason,
    override,
    setOverride,
    preview,
    blocker,
    isSubmitting,
    failure,
    submit,
  };
}

function previewState(preview: Answer<PreviewAnswer>) {
  if (preview.error) {
    return 'failed';
  }
  return preview.isCurrent ? 'current' : 'computing';
}
