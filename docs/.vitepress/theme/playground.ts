import { defineComponent, h, onBeforeUnmount, onMounted, ref } from 'vue';
import '../playground/playground.css';

/** The playground, whose code is loaded with its page alone. */
export const Playground = defineComponent({
  name: 'ObservabilityPlayground',
  setup() {
    const root = ref<HTMLElement>();
    let close: (() => void) | undefined;
    onMounted(async () => {
      if (import.meta.env.SSR || !root.value) return;
      const { mount } = await import('../playground/playground.js');
      // Its page may be left before it has loaded.
      if (root.value) close = await mount(root.value);
    });
    onBeforeUnmount(() => close?.());
    return () =>
      h('div', { ref: root, class: 'playground' }, [h('p', { class: 'loading' }, 'Loading the editor…')]);
  },
});
