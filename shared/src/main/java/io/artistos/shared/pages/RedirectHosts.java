package io.artistos.shared.pages;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Domains;
import io.artistos.shared.text.Texts;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Where fans may be sent after they confirmed: services that fans know, in {@code
 * redirect-hosts.properties}, and sites that the account named. Naming sites is for whoever looks
 * after the account's security: who only writes pages cannot lead fans elsewhere. Thread-safe.
 */
public final class RedirectHosts {

  private static final Set<String> KNOWN =
      Texts.properties(RedirectHosts.class, "redirect-hosts.properties").keySet();
  private static final int MOST = 20;
  private static final int MOST_BYTES = 8_192;

  /** As stored in {@code accounts}, one to a tenant. */
  @ItemType(Sites.ID)
  record Sites(String id, TenantId tenantId, String type, int schema, Set<String> hosts) {

    static final String ID = "redirectSites";

    static Sites of(TenantId tenant, Set<String> hosts) {
      return new Sites(ID, tenant, ID, 1, hosts);
    }
  }

  private final Database database;

  public RedirectHosts(Database database) {
    this.database = database;
  }

  /** The account's own sites, in order; one read. */
  public List<String> of(TenantId tenant) {
    return items(tenant)
        .read(Sites.ID, Sites.class)
        .map(Versioned::value)
        .map(sites -> List.copyOf(new TreeSet<>(sites.hosts())))
        .orElse(List.of());
  }

  /**
   * Replaces the account's own sites by the body's {@code hosts}. At most two reads and a write.
   *
   * @throws InvalidInput when one is no name of a host, or there are more than 20
   */
  public List<String> set(TenantId tenant, Call call) {
    Set<String> hosts = read(call);
    Sites sites = Sites.of(tenant, hosts);
    if (items(tenant).update(Sites.ID, Sites.class, before -> sites).isEmpty()) {
      try {
        items(tenant).create(Sites.ID, sites, "sites");
      } catch (AlreadyExists e) {
        items(tenant).update(Sites.ID, Sites.class, before -> sites);
      }
    }
    return of(tenant);
  }

  private static Set<String> read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Set<String> hosts = new TreeSet<>();
    fields
        .node("hosts")
        .filter(node -> node.isArray() && node.size() <= MOST)
        .ifPresentOrElse(
            node -> node.forEach(one -> hosts.add(host(fields, one.asText()))),
            () -> fields.reject("hosts", "invalid", "A list of at most " + MOST + " hosts."));
    fields.check();
    return hosts;
  }

  private static String host(Fields fields, String text) {
    Optional<String> host = Domains.ascii(text);
    if (host.isEmpty()) {
      fields.reject("hosts", "invalid", "A host is written as band.example.");
    }
    return host.orElse("");
  }

  /**
   * Whether the page may send fans where it wants to; at most one read.
   *
   * @throws InvalidInput when it may not
   */
  void check(TenantId tenant, PageContent content) {
    URI to = content.redirect();
    if (to != null && !allows(to, () -> of(tenant))) {
      throw new InvalidInput(
          "redirect", "not-allowed", "Name this site among the account's own sites first.");
    }
  }

  /**
   * Whether fans may be sent there.
   *
   * @param own the account's sites, asked for where the answer depends on them
   */
  static boolean allows(URI to, Supplier<List<String>> own) {
    return covers(KNOWN, to) || covers(own.get(), to);
  }

  /** The host itself, or one under it. */
  private static boolean covers(Collection<String> hosts, URI to) {
    String host = to.getHost().toLowerCase(Locale.ROOT);
    return hosts.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known));
  }

  private TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }
}
