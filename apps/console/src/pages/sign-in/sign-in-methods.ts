/** A way to sign in, as the platform names it (ID-25). */
export interface SignInMethod {
  name: string;
  label: string;
}

export function isPassword({ name }: SignInMethod): boolean {
  return name === 'password';
}
