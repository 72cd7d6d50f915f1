package dev.shadow.local;

class JdkProcessStoreTest extends ProcessStoreContract {
    JdkProcessStoreTest() {
        super(ProcessControls.JDK);
    }
}
