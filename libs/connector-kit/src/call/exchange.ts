/** A call and its answer, redacted, for the issue. */
export interface RecordedExchange {
  method: string;
  url: string;
  requestBody: string;
  /** 0 where no answer came. */
  status: number;
  responseBody: string;
}
