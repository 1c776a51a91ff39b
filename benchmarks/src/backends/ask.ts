/** The JSON of an answer. With a body, that is posted. @throws Error when it is no good one */
export async function ask(url: string, token: string, body?: object) {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`${url}: ${response.status} ${JSON.stringify(answer)}`);
  }
  return answer;
}
