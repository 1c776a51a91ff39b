const MEBIBYTE = 1024 ** 2;
const GIBIBYTE = 1024 ** 3;

/** CPU in cores, with one digit behind the point below ten. */
export function cores(cpuMillicores: number): string {
  return rounded(cpuMillicores / 1000);
}

/** Memory in gibibytes, with one digit behind the point below ten. */
export function gibibytes(memoryBytes: number): string {
  return rounded(Math.round(memoryBytes / MEBIBYTE) * (MEBIBYTE / GIBIBYTE));
}

function rounded(value: number): string {
  return value < 10
    ? String(Math.round(value * 10) / 10)
    : String(Math.round(value));
}
