import type { ConfigurationVisitor } from './ConfigurationVisitor';
import { mapRecord, type Json } from './json';

/** The annotations of an object, or of a pod template. */
export function mapAnnotations(
  object: Json,
  visit: ConfigurationVisitor,
): Json {
  const metadata = object.metadata as Json | undefined;
  if (!metadata?.annotations) {
    return object;
  }
  const annotations = mapRecord(metadata.annotations, (value, key) =>
    visit(value, 'annotation', key),
  );
  return { ...object, metadata: { ...metadata, annotations } };
}
