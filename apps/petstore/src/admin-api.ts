import { allItems, dataOf, signIn, type components, type PosthornClient } from '@posthorn/client';

type Schemas = components['schemas'];
export type NewSource = Schemas['SourceDto'];
export type NewDestination = Schemas['DestinationDto'];
/** The relay's own source has no URL; none that the demo creates is that. */
export type SourceView = Schemas['SourceView'] & { readonly url: string };
export type DestinationView = Schemas['DestinationWithSecretView'];
export type EventView = Schemas['EventView'];
export type DeliveryView = Schemas['DeliveryView'];
export type AttemptView = Schemas['AttemptView'];
export type RefusalView = Schemas['RefusalView'];

const PAGE = 100;

/** As much of the relay's admin API as the demo needs: creates, then reads back. Throws `AdminApiError` where the relay refuses. */
export class AdminApi {
  private readonly path = { project: 'default' };

  private constructor(private readonly client: PosthornClient) {}

  /** `url` is the relay's own. */
  static async signIn(url: string, email: string, password: string): Promise<AdminApi> {
    return new AdminApi(await signIn({ url }, email, password));
  }

  async createSource(body: NewSource): Promise<SourceView> {
    const source = await dataOf(this.client.POST('/api/v1/projects/{project}/sources', { params: { path: this.path }, body }));
    return { ...source, url: source.url ?? '' };
  }

  createDestination(body: NewDestination): Promise<DestinationView> {
    return dataOf(this.client.POST('/api/v1/projects/{project}/destinations', { params: { path: this.path }, body }));
  }

  createSubscription(body: Omit<Schemas['SubscriptionDto'], 'transform'>): Promise<{ readonly id: string }> {
    return dataOf(this.client.POST('/api/v1/projects/{project}/subscriptions', { params: { path: this.path }, body }));
  }

  event(id: string): Promise<EventView> {
    return dataOf(this.client.GET('/api/v1/projects/{project}/events/{id}', { params: { path: { ...this.path, id } } }));
  }

  /** The bytes as the relay keeps them. */
  async eventBody(id: string): Promise<Buffer> {
    const params = { path: { ...this.path, id } };
    const { data } = await this.client.GET('/api/v1/projects/{project}/events/{id}/body', { params, parseAs: 'arrayBuffer' });
    return Buffer.from(data ?? new ArrayBuffer(0));
  }

  async countEvents(sourceId: string): Promise<number> {
    const load = (cursor?: string) => this.client.GET('/api/v1/projects/{project}/events', this.listed({ sourceId }, cursor));
    return (await allItems(load)).length;
  }

  deliveries(eventId: string): Promise<DeliveryView[]> {
    const load = (cursor?: string) => this.client.GET('/api/v1/projects/{project}/deliveries', this.listed({ eventId }, cursor));
    return allItems(load);
  }

  async attempts(id: string): Promise<AttemptView[]> {
    const params = { path: { ...this.path, id } };
    return (await dataOf(this.client.GET('/api/v1/projects/{project}/deliveries/{id}/attempts', { params }))).data;
  }

  async refusals(sourceId: string): Promise<RefusalView[]> {
    const load = (cursor?: string) => this.client.GET('/api/v1/projects/{project}/refusals', this.listed({ sourceId }, cursor));
    const listed = await allItems(load);
    const read = (id: string) => this.client.GET('/api/v1/projects/{project}/refusals/{id}', { params: { path: { ...this.path, id } } });
    return Promise.all(listed.map(({ id }) => dataOf(read(id))));
  }

  private listed<F extends object>(filter: F, cursor: string | undefined) {
    return { params: { path: this.path, query: { ...filter, limit: PAGE, ...(cursor !== undefined && { cursor }) } } };
  }
}
