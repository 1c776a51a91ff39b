export {
  addressesOf,
  serviceNameOf,
  type ConfiguredAddress,
} from './addresses';
export { callsOf, selects, workloadOfService } from './services';
export {
  isOver,
  isReady,
  podsOf,
  refOf,
  templateOf,
  workloadOf,
  workloadsIn,
  type Workload,
} from './workloads';
