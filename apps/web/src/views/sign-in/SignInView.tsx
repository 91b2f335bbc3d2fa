import { PageState } from "../../ui/PageState.tsx";

export function SignInView() {
  return <PageState title="登录" />;
}
