export {
  createOpenApiDocument,
  type CreateOpenApiDocumentOptions,
} from './createOpenApiDocument';
export { jsonAnswer, type RouteOperation } from './RouteOperation';
