import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { Router } from "wouter";
import { ApiContext, type Api } from "../../api/api.ts";
import { OFFICE_THEME } from "./office-theme.ts";
import { SignedIn } from "./SignedIn.tsx";

/** The office: what stands around every page of it. `nonce` lets the library write its styles. */
export function OfficeView(props: { api: Api; client: QueryClient; nonce: string }) {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={OFFICE_THEME}
      csp={{ nonce: props.nonce }}
      button={{ autoInsertSpace: false }}
    >
      <App className="office-app">
        <QueryClientProvider client={props.client}>
          <ApiContext value={props.api}>
            <Router base="/office">
              <SignedIn />
            </Router>
          </ApiContext>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
