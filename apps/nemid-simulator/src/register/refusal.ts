/** What a caller of the test tool asked for and cannot have. Becomes a 4xx answer with this sentence; holds no personal data. */
export class Refusal extends Error {
  readonly status: 400 | 404 | 409;

  constructor(status: 400 | 404 | 409, message: string) {
    super(message);
    this.status = status;
  }
}
