package dev.shadow.selection;

import java.util.Map;

/** The programs that the tests compile: providers, and a probe that opens Shadow. */
final class Sources {
    private static final String TOUCH = "optional.Dependency.touch();";

    private Sources() {}

    /** A provider class {@code provider.NAME.Provider} that opens a backend which tells its class loader. */
    static Map<String, String> provider(String name) {
        return Map.of("provider." + name + ".Provider", template(name, "", "", ""));
    }

    /** A provider that cannot be loaded without the class {@link #optionalDependency}. */
    static Map<String, String> providerThatExtendsTheOptionalDependency(String name) {
        return Map.of("provider." + name + ".Provider", template(name, "extends optional.Dependency", "", ""));
    }

    /** A provider that loads, and needs {@link #optionalDependency} when it is opened. */
    static Map<String, String> providerThatOpensTheOptionalDependency(String name) {
        return Map.of("provider." + name + ".Provider", template(name, "", TOUCH, ""));
    }

    /** A provider that loads, and needs {@link #optionalDependency} to tell its settings. */
    static Map<String, String> providerWhoseSettingsNeedTheOptionalDependency(String name) {
        return Map.of("provider." + name + ".Provider", template(name, "", "", TOUCH));
    }

    static Map<String, String> optionalDependency() {
        return Map.of(
                "optional.Dependency", "package optional; public class Dependency { public static void touch() {} }");
    }

    private static String template(String name, String supertype, String onOpen, String onSettings) {
        return """
                package provider.%1$s;
                import dev.shadow.Health;
                import dev.shadow.spi.*;
                import java.lang.reflect.Proxy;
                public class Provider %2$s implements BackendProvider {
                    public String name() { return "%1$s"; }
                    public java.util.List<dev.shadow.Setting> settings() {
                        %4$s
                        return java.util.List.of();
                    }
                    public Backend open(BackendEnvironment environment) {
                        %3$s
                        ClassLoader loader = Provider.class.getClassLoader();
                        return (Backend) Proxy.newProxyInstance(loader, new Class<?>[] {Backend.class},
                            (proxy, method, arguments) ->
                                method.getName().equals("health") ? new Health(true, loader.getName()) : null);
                    }
                }
                """.formatted(name, supertype, onOpen, onSettings);
    }

    /**
     * A program whose arguments are cases, such as {@code property=a,code=b}. For each it prints the case, an arrow, and
     * the mode, the setting's source and the provider's class loader, or the failure's code and message.
     */
    static Map<String, String> probe() {
        return Map.of("probe.Probe", """
                package probe;
                import dev.shadow.*;
                import java.nio.file.Path;
                public class Probe {
                    public static void main(String[] cases) throws Exception {
                        for (String each : cases) {
                            System.out.println(each + " -> " + outcome(each).replace('\\n', ' '));
                        }
                    }
                    static String outcome(String text) throws Exception {
                        ClassLoader before = Thread.currentThread().getContextClassLoader();
                        Shadow.Builder builder = Shadow.builder();
                        for (String part : text.split(",")) {
                            String value = part.substring(part.indexOf('=') + 1);
                            switch (part.substring(0, Math.max(0, part.indexOf('=')))) {
                                case "property" -> System.setProperty("shadow.mode", value);
                                case "code" -> builder.mode(value);
                                case "given" -> builder.classLoader(new IsolatedLoader("given", Path.of(value)));
                                case "context" -> Thread.currentThread().setContextClassLoader(
                                        value.isEmpty() ? null : new IsolatedLoader("context", Path.of(value)));
                                case "layer" -> builder.classLoader(layer(Path.of(value)));
                                default -> { }
                            }
                        }
                        try (Shadow shadow = builder.open()) {
                            return shadow.mode() + " " + shadow.settings().source(Setting.MODE) + " "
                                    + shadow.workspaces().health().message();
                        } catch (ShadowException e) {
                            return e.code() + " " + e.message();
                        } finally {
                            System.clearProperty("shadow.mode");
                            Thread.currentThread().setContextClassLoader(before);
                        }
                    }
                    static ClassLoader layer(Path modules) {
                        var boot = ModuleLayer.boot();
                        var configuration = boot.configuration().resolveAndBind(
                                java.lang.module.ModuleFinder.of(modules),
                                java.lang.module.ModuleFinder.of(),
                                java.util.Set.of());
                        var layer = boot.defineModulesWithOneLoader(configuration, Probe.class.getClassLoader());
                        return layer.findLoader(layer.modules().iterator().next().getName());
                    }
                }
                """, "probe.IsolatedLoader", """
                package probe;
                import java.net.*;
                import java.nio.file.Path;
                import java.util.Enumeration;
                /** Sees services of its own only, and prefers its own providers to those of its parent. */
                class IsolatedLoader extends URLClassLoader {
                    IsolatedLoader(String name, Path path) throws Exception {
                        super(name, new URL[] {path.toUri().toURL()}, IsolatedLoader.class.getClassLoader());
                    }
                    public Enumeration<URL> getResources(String name) throws java.io.IOException {
                        return findResources(name);
                    }
                    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                        synchronized (getClassLoadingLock(name)) {
                            Class<?> known = findLoadedClass(name);
                            if (known != null) return known;
                            if (name.startsWith("provider.")) {
                                try { return findClass(name); } catch (ClassNotFoundException e) { }
                            }
                            return super.loadClass(name, resolve);
                        }
                    }
                }
                """);
    }

    /** A program that runs the probe out of the jars inside its own jar, as executable jars of frameworks do. */
    static Map<String, String> launcher() {
        return Map.of("launch.Launcher", """
                package launch;
                import java.io.*;
                import java.net.*;
                import java.util.*;
                import java.util.zip.*;
                public class Launcher extends ClassLoader {
                    final Map<String, List<byte[]>> files = new HashMap<>();
                    Launcher(ClassLoader parent) { super("nested", parent); }
                    public static void main(String[] cases) throws Exception {
                        Launcher loader = new Launcher(Launcher.class.getClassLoader());
                        try (ZipFile jar = new ZipFile(System.getProperty("java.class.path"))) {
                            for (ZipEntry each : Collections.list(jar.entries())) {
                                if (each.getName().endsWith(".jar")) loader.add(jar.getInputStream(each));
                            }
                        }
                        if (Boolean.getBoolean("launch.context")) {
                            Thread.currentThread().setContextClassLoader(loader);
                        }
                        loader.loadClass("probe.Probe").getMethod("main", String[].class)
                                .invoke(null, (Object) cases);
                    }
                    void add(InputStream nested) throws IOException {
                        try (ZipInputStream zip = new ZipInputStream(nested)) {
                            for (ZipEntry each; (each = zip.getNextEntry()) != null; ) {
                                files.computeIfAbsent(each.getName(), name -> new ArrayList<>())
                                        .add(zip.readAllBytes());
                            }
                        }
                    }
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        List<byte[]> found = files.get(name.replace('.', '/') + ".class");
                        if (found == null) throw new ClassNotFoundException(name);
                        return defineClass(name, found.get(0), 0, found.get(0).length);
                    }
                    protected URL findResource(String name) {
                        Enumeration<URL> all = findResources(name);
                        return all.hasMoreElements() ? all.nextElement() : null;
                    }
                    protected Enumeration<URL> findResources(String name) {
                        List<URL> urls = new ArrayList<>();
                        for (byte[] content : files.getOrDefault(name, List.of())) urls.add(url(name, content));
                        return Collections.enumeration(urls);
                    }
                    static URL url(String name, byte[] content) {
                        try {
                            return new URL(null, "nested:" + name, new URLStreamHandler() {
                                protected URLConnection openConnection(URL url) {
                                    return new URLConnection(url) {
                                        public void connect() {}
                                        public InputStream getInputStream() {
                                            return new ByteArrayInputStream(content);
                                        }
                                    };
                                }
                            });
                        } catch (MalformedURLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                """);
    }
}
