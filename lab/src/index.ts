export { isLabAvailable, type LabAvailability } from './available';
export {
  type ApiRequest,
  type ApiRequestFilter,
  type RequestMark,
} from './auditLog';
export { buildLab, type LabBinaries } from './buildLab';
export { canTestWithLab } from './canTestWithLab';
export { createLoad, type Load, type LoadOptions } from './createLoad';
export { createNodes, type CreateNodesOptions } from './createNodes';
export { Lab } from './Lab';
export {
  LabClient,
  LabResponseError,
  type KubernetesObject,
  type LabRequest,
} from './LabClient';
export { type LabToken } from './labFiles';
export { type LabOptions } from './LabOptions';
export { LOAD_LABEL, type LoadDeployment } from './loadObjects';
export { waitFor } from './waitFor';
