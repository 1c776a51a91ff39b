/** The condition of a node that is well. */
export function healthyCondition(type: string): {
  status: 'True' | 'False';
  reason: string;
  message: string;
} {
  switch (type) {
    case 'MemoryPressure':
      return {
        status: 'False',
        reason: 'KubeletHasSufficientMemory',
        message: 'kubelet has sufficient memory available',
      };
    case 'DiskPressure':
      return {
        status: 'False',
        reason: 'KubeletHasNoDiskPressure',
        message: 'kubelet has no disk pressure',
      };
    case 'PIDPressure':
      return {
        status: 'False',
        reason: 'KubeletHasSufficientPID',
        message: 'kubelet has sufficient PID available',
      };
    default:
      return {
        status: 'True',
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
      };
  }
}
