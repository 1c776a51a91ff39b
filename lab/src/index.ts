export { isLabAvailable, type LabAvailability } from './available';
export { type ApiRequest, type ApiRequestFilter, type RequestMark } from './auditLog';
export { buildLab, type LabBinaries } from './buildLab';
export { createNodes, type CreateNodesOptions } from './createNodes';
export { Lab, type LabOptions } from './Lab';
export { LabClient, LabResponseError, type KubernetesObject, type LabRequest } from './LabClient';
export { type LabToken } from './labFiles';
export { waitFor } from './waitFor';
