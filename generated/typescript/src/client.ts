/**
 * The client.
 *
 * @packageDocumentation
 */

import { BASE_URL, QUOTA, SECURITY, SENSITIVE, USER_AGENT } from "./internal/about.js";
import { choose, environment } from "./internal/choice.js";
import { Core } from "./internal/core.js";
import type { DeviationRow } from "./internal/deviations.js";
import type { RequestParams } from "./internal/direct.js";
import type { Answered } from "./internal/exchange.js";
import type { CallOptions } from "./internal/operation.js";
import type { Quota } from "./internal/quota.js";
import { checkedUrl, namedAgent } from "./internal/request.js";
import type { ClientOptions } from "./internal/settings.js";
import { AlertsAPI } from "./resources/alerts.js";
import { ProjectUsersAPI } from "./resources/project-users.js";
import { ProjectsAPI } from "./resources/projects.js";
import { RatesAPI } from "./resources/rates.js";
import { TrackRemindersAPI } from "./resources/track-reminders.js";
import { UsersAPI } from "./resources/users.js";
import { WorkspaceUsersAPI } from "./resources/workspace-users.js";
import { WorkspacesAPI } from "./resources/workspaces.js";

/** What a client is made of: credentials, and how it behaves. */
export interface TogglOptions extends ClientOptions {
  /** The api token; by default that of the variable TOGGL_API_TOKEN. */
  readonly apiToken?: string | undefined;
  /** The email. */
  readonly email?: string | undefined;
  /** The password. */
  readonly password?: string | undefined;
  /** Where the API is, if not at its documented address. */
  readonly baseUrl?: string | undefined;
}

/**
 * The operations of the Workspaces and Projects pages of the Toggl Track API v9, transcribed by
 * hand and held against those pages fact by fact.
 *
 * A refused call answers with a bare JSON string in most cases, sometimes with HTML or with
 * nothing; the texts the pages list stand with each response.
 */
export class Toggl {
  readonly #core: Core;
  /** Workspaces of an organization and their settings. */
  readonly workspaces: WorkspacesAPI;
  /** Membership of users in a workspace. */
  readonly workspaceUsers: WorkspaceUsersAPI;
  /** Users as a workspace sees them. */
  readonly users: UsersAPI;
  /** Alerts on the progress of projects. */
  readonly alerts: AlertsAPI;
  /** Billable rates and labor costs over time. */
  readonly rates: RatesAPI;
  /** Reminders to track time. */
  readonly trackReminders: TrackRemindersAPI;
  /** Users assigned to projects. */
  readonly projectUsers: ProjectUsersAPI;
  /** Projects of a workspace. */
  readonly projects: ProjectsAPI;

  /**
   * Take the credentials; nothing is sent yet.
   *
   * @throws CredentialsError if they are missing, incomplete or contradict each other.
   * @throws TypeError if the address or another setting makes no sense.
   */
  constructor(options: TogglOptions = {}) {
    const given = { apiToken: options.apiToken, email: options.email, password: options.password };
    const { baseUrl } = options;
    const site = {
      baseUrl: checkedUrl(baseUrl ?? BASE_URL),
      userAgent: namedAgent(USER_AGENT, options.userAgent),
      credentials: choose(SECURITY, given, environment()),
      moved: baseUrl !== undefined,
    };
    const core = new Core(site, options, { quota: QUOTA, sensitive: SENSITIVE });
    this.#core = core;
    this.workspaces = new WorkspacesAPI(core);
    this.workspaceUsers = new WorkspaceUsersAPI(core);
    this.users = new UsersAPI(core);
    this.alerts = new AlertsAPI(core);
    this.rates = new RatesAPI(core);
    this.trackReminders = new TrackRemindersAPI(core);
    this.projectUsers = new ProjectUsersAPI(core);
    this.projects = new ProjectsAPI(core);
  }

  /**
   * Call an endpoint that this package does not know, or knows otherwise.
   *
   * It is called like any other: with the credentials, the retries and the errors.
   *
   * @param method - The method of HTTP.
   * @param path - The path behind the base address, with a slash in front, encoded.
   * @param params - Query parameters and the body.
   * @param options - Settings of this call.
   * @returns The response; its value is the body where that is JSON, else undefined.
   * @throws TypeError if the path is none, or something has no form in a request.
   */
  request(
    method: string,
    path: string,
    params: RequestParams = {},
    options?: CallOptions,
  ): Promise<Answered<unknown>> {
    return this.#core.request(method, path, params, options);
  }

  /**
   * Return what this client saw that is not as documented, for whoever looks after that.
   *
   * Each kind is told once, with a count: operation, place with `*` for indices and keys of
   * maps, kind, what was expected, what came. No value of the server stands in it.
   */
  deviationReport(): readonly DeviationRow[] {
    return this.#core.watch.report();
  }

  /** Close all connections; calls that are going on fail, later ones throw ClientClosedError. */
  close(): void {
    this.#core.close();
  }

  /** Where requests go. */
  get baseUrl(): string {
    return this.#core.baseUrl;
  }

  /** What the last response told of the quota; undefined before one did. */
  get quota(): Quota | undefined {
    return this.#core.quota.last;
  }
}
