export { BackendProcess, type BackendPlace } from './BackendProcess';
export { Cleanup } from './Cleanup';
export { typeScriptArguments } from './nodeArguments';
export { reportUsage } from './reportUsage';
export { repositoryRoot } from './repositoryRoot';
export { runBenchmark } from './runBenchmark';
