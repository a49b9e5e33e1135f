<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About liveact</source>
        <translation>关于 liveact</translation>
    </message>
    <message>
        <source>Recognises human actions in live video. Nothing leaves this computer: pictures, scores and recordings stay here.</source>
        <translation>识别实时视频中的人体动作。所有数据都不会离开本机：画面、得分和录像均保存在本地。</translation>
    </message>
    <message>
        <source>Licence of liveact: Apache-2.0. Qt and PySide6: LGPL-3.0.</source>
        <translation>liveact 许可证：Apache-2.0。Qt 与 PySide6：LGPL-3.0。</translation>
    </message>
    <message>
        <source>Licences of the models</source>
        <translation>模型许可证</translation>
    </message>
    <message>
        <source>Diagnostics, for a bug report; no passwords are in it</source>
        <translation>诊断信息，用于反馈问题；不含密码</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
</context>
<context>
    <name>AttemptScorer</name>
    <message>
        <source>it is not kept from its beginning to its end</source>
        <translation>该次练习没有从头到尾保留下来</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>OpenGL: {renderer}</source>
        <translation>OpenGL：{renderer}</translation>
    </message>
    <message>
        <source>raster, as you asked for</source>
        <translation>光栅（按你的选择）</translation>
    </message>
    <message>
        <source>raster: OpenGL does not work here</source>
        <translation>光栅：此处无法使用 OpenGL</translation>
    </message>
    <message>
        <source>raster: OpenGL has no graphics card here ({renderer}) and would be slower</source>
        <translation>光栅：此处的 OpenGL 没有显卡（{renderer}），会更慢</translation>
    </message>
</context>
<context>
    <name>ErrorBanner</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>ExampleList</name>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Double-click or F2 changes a label, Delete removes.</source>
        <translation>双击或按 F2 修改标签，按 Delete 删除。</translation>
    </message>
    <message>
        <source>{seconds:.1f} s of {recording}</source>
        <translation>{recording} 中的 {seconds:.1f} 秒</translation>
    </message>
</context>
<context>
    <name>ExampleRecorder</name>
    <message>
        <source>In; press ] where it ends.</source>
        <translation>已标记起点；请在结束处按 ]。</translation>
    </message>
    <message>
        <source>no beginning was marked; press [ where the action begins</source>
        <translation>尚未标记起点；请在动作开始处按 [</translation>
    </message>
    <message>
        <source>no stream runs; choose a source and press Start</source>
        <translation>没有正在运行的视频流；请选择视频源并点击“开始”</translation>
    </message>
    <message>
        <source>the stream did not run without a break, or not the last {n:.0f} s; again</source>
        <translation>该时段内视频流有中断，或不在最近 {n:.0f} 秒内；请重试</translation>
    </message>
    <message>
        <source>the stream ended; start it again and record anew</source>
        <translation>视频流已结束；请重新开始并再次录制</translation>
    </message>
    <message>
        <source>{n} …</source>
        <translation>{n}…</translation>
    </message>
    <message>
        <source>Now: {label} ({n} %)</source>
        <translation>正在录制：{label}（{n} %）</translation>
    </message>
</context>
<context>
    <name>LabelList</name>
    <message>
        <source>Search labels</source>
        <translation>搜索标签</translation>
    </message>
    <message>
        <source>Labels are listed when a stream has run.</source>
        <translation>视频流运行后会列出标签。</translation>
    </message>
    <message numerus="yes">
        <source>{count} of %n label(s) are watched.</source>
        <translation>
            <numerusform>正在关注 {count} / %n 个标签。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n label(s) are watched; tick some to watch only those.</source>
        <translation>
            <numerusform>正在关注全部 %n 个标签；勾选后只关注所选标签。</numerusform>
        </translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tick labels to name only those. A score under &apos;Starts at&apos; begins events of this label at another score; double-click or F2 to type one, empty it to undo.</source>
        <translation>勾选后只识别所选标签。“触发阈值”一列可为该标签单独设置事件的触发得分；双击或按 F2 输入，清空即恢复默认。</translation>
    </message>
</context>
<context>
    <name>LabelModel</name>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Starts at</source>
        <translation>触发阈值</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>no font of this system can write {language}; install one, such as Noto Sans CJK (on Debian and Ubuntu: fonts-noto-cjk), and start liveact again</source>
        <translation>系统中没有可显示{language}的字体；请安装一款，例如 Noto Sans CJK（Debian 和 Ubuntu：fonts-noto-cjk），然后重新启动 liveact</translation>
    </message>
</context>
<context>
    <name>LanguageNote</name>
    <message>
        <source>liveact speaks English from its next start on.</source>
        <translation>liveact 将在下次启动后使用简体中文。</translation>
    </message>
</context>
<context>
    <name>Latency</name>
    <message>
        <source>capture, decoding</source>
        <translation>采集与解码</translation>
    </message>
    <message>
        <source>resizing, ring</source>
        <translation>缩放与缓冲</translation>
    </message>
    <message>
        <source>waiting for the engine</source>
        <translation>等待引擎</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>smoothing, events</source>
        <translation>平滑与事件</translation>
    </message>
    <message>
        <source>painting</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Not known before the first answer.</source>
        <translation>首次识别完成后才能得知。</translation>
    </message>
    <message>
        <source>The engine sets the pace: it has time for {n:.1f} windows a second.</source>
        <translation>瓶颈在引擎：每秒只能处理 {n:.1f} 个窗口。</translation>
    </message>
    <message>
        <source>Most of the delay is {stage}: {ms:.0f} ms.</source>
        <translation>延迟主要来自{stage}：{ms:.0f} ms。</translation>
    </message>
    <message>
        <source>Behind live</source>
        <translation>落后实时</translation>
    </message>
    <message>
        <source>How late an answer is, p50 / p95.</source>
        <translation>识别结果落后于实时画面的时间，p50 / p95。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>识别耗时</translation>
    </message>
    <message>
        <source>From a window&apos;s last frame to its answer.</source>
        <translation>从窗口最后一帧到得出结果的时间。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头帧率</translation>
    </message>
    <message>
        <source>Frames that arrive.</source>
        <translation>每秒收到的帧数。</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>识别频率</translation>
    </message>
    <message>
        <source>Windows that are classified.</source>
        <translation>每秒识别的窗口数。</translation>
    </message>
    <message>
        <source>Engine could</source>
        <translation>引擎上限</translation>
    </message>
    <message>
        <source>Windows that the engine has time for.</source>
        <translation>引擎每秒最多能处理的窗口数。</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示帧率</translation>
    </message>
    <message>
        <source>New pictures that are painted.</source>
        <translation>每秒绘制的新画面数。</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>绘图方式</translation>
    </message>
    <message>
        <source>What puts the picture on the screen, and why.</source>
        <translation>用什么把画面显示到屏幕上，以及原因。</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>丢帧</translation>
    </message>
    <message>
        <source>Frames or windows lost: stage (reason).</source>
        <translation>丢弃的帧或窗口：阶段（原因）。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Which network looks at the picture.</source>
        <translation>正在分析画面的网络。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>What the engine computes anew for each answer.</source>
        <translation>引擎每次回答时重新计算的内容。</translation>
    </message>
    <message>
        <source>Runs with</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Runtime, precision and device in use.</source>
        <translation>当前使用的运行时、精度和设备。</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未采用</translation>
    </message>
    <message>
        <source>What was passed over, and why.</source>
        <translation>未采用的选项及原因。</translation>
    </message>
    <message>
        <source>{runtime} {precision} on {device}</source>
        <translation>{runtime} {precision}，{device}</translation>
    </message>
    <message>
        <source>windows: each by itself</source>
        <translation>窗口：各自独立计算</translation>
    </message>
    <message>
        <source>stream: only what is new</source>
        <translation>流：只计算新内容</translation>
    </message>
    <message>
        <source>stream with early answers</source>
        <translation>流：提前给出回答</translation>
    </message>
    <message>
        <source>nothing faster was there</source>
        <translation>没有更快的选项</translation>
    </message>
</context>
<context>
    <name>LatencyPanel</name>
    <message>
        <source>Why is it slow?</source>
        <translation>为什么慢？</translation>
    </message>
</context>
<context>
    <name>LessonBook</name>
    <message>
        <source>this clip was given before, as example {n} ({label!r}); record it again, or relabel that one</source>
        <translation>该片段已作为第 {n} 个样本（{label!r}）添加过；请重新录制，或修改那个样本的标签</translation>
    </message>
</context>
<context>
    <name>Licences</name>
    <message>
        <source>{model} (in use): {licence}</source>
        <translation>{model}（使用中）：{licence}</translation>
    </message>
    <message>
        <source>{model}: {licence}</source>
        <translation>{model}：{licence}</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Live picture</source>
        <translation>实时画面</translation>
    </message>
    <message>
        <source>Live picture: {name}</source>
        <translation>实时画面：{name}</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Choose a source</source>
        <translation>请选择视频源</translation>
    </message>
    <message>
        <source>Then press Start. Nothing leaves this computer.</source>
        <translation>然后点击“开始”。所有数据都不会离开本机。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The pictures of this event are not kept any more.</source>
        <translation>该事件的画面已不再保留。</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>开始或停止</translation>
    </message>
    <message>
        <source>Open file …</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>重新查找摄像头</translation>
    </message>
    <message>
        <source>Add stream …</source>
        <translation>添加视频流…</translation>
    </message>
    <message>
        <source>Remove stream</source>
        <translation>移除视频流</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>全部开始</translation>
    </message>
    <message>
        <source>Record or stop</source>
        <translation>录制或停止</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About liveact</source>
        <translation>关于 liveact</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>退出全屏</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Mirror webcams</source>
        <translation>镜像摄像头画面</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Why is it slow?</source>
        <translation>为什么慢？</translation>
    </message>
    <message>
        <source>Record and export</source>
        <translation>录制与导出</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>参数调节</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Record an example</source>
        <translation>录制样本</translation>
    </message>
    <message>
        <source>An example begins here</source>
        <translation>样本从此处开始</translation>
    </message>
    <message>
        <source>It ends here</source>
        <translation>样本到此处结束</translation>
    </message>
    <message>
        <source>Mark examples in a video …</source>
        <translation>在视频中标记样本…</translation>
    </message>
    <message>
        <source>That was wrong</source>
        <translation>识别有误</translation>
    </message>
    <message>
        <source>That was …</source>
        <translation>其实是…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ModelShelf</name>
    <message>
        <source>the name {name!r} given; 1 to 64 letters, digits, spaces and .-_+() are allowed</source>
        <translation>名称 {name!r} 无效；只能包含 1 到 64 个字母、数字、空格和 .-_+()</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Save what was taught</source>
        <translation>保存训练结果</translation>
    </message>
    <message>
        <source>Name of the model:</source>
        <translation>模型名称：</translation>
    </message>
</context>
<context>
    <name>OpenedVideo</name>
    <message>
        <source>{video}: longer than the {n:.0f} min of it that fit in here; cut it into pieces, or teach from a CSV of file,start,end,label</source>
        <translation>{video}：太长，这里只能放下约 {n:.0f} 分钟；请剪成几段，或用含 file,start,end,label 的 CSV 训练</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>nothing I know</source>
        <translation>未知动作</translation>
    </message>
    <message>
        <source>best guesses below</source>
        <translation>最可能的动作如下</translation>
    </message>
    <message>
        <source>provisional: {seen} of {all} frames seen</source>
        <translation>暂定结果：已看到 {seen} / {all} 帧</translation>
    </message>
    <message>
        <source>{state} in {n} s</source>
        <translation>{n} 秒后{state}</translation>
    </message>
    <message>
        <source>gap: no whole window</source>
        <translation>中断：窗口不完整</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>whole window, {fps:g} fps</source>
        <translation>完整窗口，{fps:g} fps</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>resampled</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>resampled: {fps:g} fps</source>
        <translation>重采样：{fps:g} fps</translation>
    </message>
    <message>
        <source>resampled: {camera} → {fps:g} fps</source>
        <translation>重采样：{camera} → {fps:g} fps</translation>
    </message>
    <message>
        <source>{n:.1f} s behind live</source>
        <translation>落后实时 {n:.1f} 秒</translation>
    </message>
    <message>
        <source>{n:.1f} s</source>
        <translation>{n:.1f} 秒</translation>
    </message>
    <message>
        <source>The stream has ended</source>
        <translation>视频流已结束</translation>
    </message>
    <message>
        <source>Waiting for pictures</source>
        <translation>正在等待画面</translation>
    </message>
    <message>
        <source>the first answer takes longest</source>
        <translation>首次识别耗时最长</translation>
    </message>
    <message>
        <source>Waiting for the engine</source>
        <translation>正在等待引擎</translation>
    </message>
    <message>
        <source>the first answer takes {n:.1f} s of video</source>
        <translation>首次识别需要 {n:.1f} 秒视频</translation>
    </message>
    <message>
        <source>Warming up</source>
        <translation>正在预热</translation>
    </message>
</context>
<context>
    <name>PracticeWindow</name>
    <message>
        <source>Make the sign, then rest</source>
        <translation>请打出手语词，然后放下双手</translation>
    </message>
    <message>
        <source>&amp;Slow motion  [Alt+S]</source>
        <translation>慢动作(&amp;S)  [Alt+S]</translation>
    </message>
    <message>
        <source>Make the sign; your score comes after you rest.</source>
        <translation>请打出手语词；放下双手后显示得分。</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Sign to practise</source>
        <translation>要练习的手语词</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>手语词</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最好</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>By</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Your examples: 100 % is as like the nearest of them as they are like one another, 0 % no more than other signs are. Room, clothes and light count too; nobody judges how well it is signed.</source>
        <translation>你的样本：100 % 表示与最接近的样本的相似程度，等于样本之间的相似程度；0 % 表示不比其他手语更相似。房间、衣着和光线也会影响结果；这并不评判手语打得好不好。</translation>
    </message>
    <message>
        <source>&amp;Reference clips …  [Alt+R]</source>
        <translation>参考视频(&amp;R)…  [Alt+R]</translation>
    </message>
    <message>
        <source>How it is done</source>
        <translation>标准示范</translation>
    </message>
    <message>
        <source>Your last attempt</source>
        <translation>你的最近一次</translation>
    </message>
    <message>
        <source>Start the camera first</source>
        <translation>请先启动摄像头</translation>
    </message>
    <message>
        <source>Choose the folder of reference clips</source>
        <translation>选择参考视频所在的文件夹</translation>
    </message>
    <message>
        <source>No video called {sign} in {folder}</source>
        <translation>{folder} 中没有名为 {sign} 的视频</translation>
    </message>
    <message>
        <source>your examples</source>
        <translation>你的样本</translation>
    </message>
    <message>
        <source>the model&apos;s sureness</source>
        <translation>模型的置信度</translation>
    </message>
    <message>
        <source>Comparing it with your examples of {sign} …</source>
        <translation>正在与你的 {sign} 样本比较…</translation>
    </message>
    <message>
        <source>{score:.0%} sure that it is {sign}; it was taken for: {gloss}</source>
        <translation>有 {score:.0%} 的把握是 {sign}；识别为：{gloss}</translation>
    </message>
    <message>
        <source>{score:.0%} like your examples of {sign}; it was taken for: {gloss}</source>
        <translation>与你的 {sign} 样本相似 {score:.0%}；识别为：{gloss}</translation>
    </message>
    <message>
        <source> (not compared with your examples: {why})</source>
        <translation>（未与你的样本比较：{why}）</translation>
    </message>
    <message>
        <source>Folder of reference clips</source>
        <translation>参考视频文件夹</translation>
    </message>
</context>
<context>
    <name>Preparing</name>
    <message>
        <source>about {n} s left</source>
        <translation>剩余约 {n} 秒</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>剩余约 {n} 分钟</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{done:.1f} of {total:.1f} MB</source>
        <translation>{done:.1f} / {total:.1f} MB</translation>
    </message>
    <message>
        <source>{done:.1f} MB</source>
        <translation>{done:.1f} MB</translation>
    </message>
</context>
<context>
    <name>ProfileFiles</name>
    <message>
        <source>Saved as {path}</source>
        <translation>已保存为 {path}</translation>
    </message>
    <message>
        <source>Save as a profile</source>
        <translation>保存为配置</translation>
    </message>
    <message>
        <source>Name of the profile:</source>
        <translation>配置名称：</translation>
    </message>
    <message>
        <source>No profile is saved in {folder} yet.</source>
        <translation>{folder} 中还没有保存的配置。</translation>
    </message>
    <message>
        <source>Load a profile</source>
        <translation>载入配置</translation>
    </message>
    <message>
        <source>Profile:</source>
        <translation>配置：</translation>
    </message>
</context>
<context>
    <name>ProgressBanner</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RecordBar</name>
    <message>
        <source>Snapshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>With overlay</source>
        <translation>含叠加信息</translation>
    </message>
    <message>
        <source>Blur faces</source>
        <translation>模糊人脸</translation>
    </message>
    <message>
        <source>Export events …</source>
        <translation>导出事件…</translation>
    </message>
    <message>
        <source>Folder …</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录制</translation>
    </message>
    <message>
        <source>Write what stands over the picture into it.</source>
        <translation>将画面上的叠加信息一并写入。</translation>
    </message>
    <message>
        <source>Make faces unreadable in everything that is written. Some are missed.</source>
        <translation>模糊所有输出内容中的人脸。可能有遗漏。</translation>
    </message>
    <message>
        <source>Events as CSV, JSON lines or subtitles, timed from the last recording.</source>
        <translation>将事件导出为 CSV、JSON Lines 或字幕，时间从最近一次录制算起。</translation>
    </message>
    <message>
        <source>Where snapshots and recordings go.</source>
        <translation>截图和录像的保存位置。</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制状态</translation>
    </message>
</context>
<context>
    <name>RecordDesk</name>
    <message>
        <source>There is no picture yet.</source>
        <translation>还没有画面。</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) written to {name}</source>
        <translation>
            <numerusform>已将 %n 个事件写入 {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing to {folder}</source>
        <translation>将保存到 {folder}</translation>
    </message>
    <message>
        <source>No picture came; nothing was recorded.</source>
        <translation>没有收到画面；未录制任何内容。</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>正在录制 {time}</translation>
    </message>
    <message>
        <source>{n:.1f} MB</source>
        <translation>{n:.1f} MB</translation>
    </message>
    <message>
        <source>{n:.0f} GB free</source>
        <translation>剩余 {n:.0f} GB</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) left out</source>
        <translation>
            <numerusform>漏录 %n 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Subtitles (*.srt);;Table (*.csv);;JSON lines (*.jsonl)</source>
        <translation>字幕 (*.srt);;表格 (*.csv);;JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>导出事件</translation>
    </message>
    <message>
        <source>Where to write</source>
        <translation>选择保存位置</translation>
    </message>
</context>
<context>
    <name>ReplayWindow</name>
    <message>
        <source>{label}, again</source>
        <translation>回放：{label}</translation>
    </message>
    <message>
        <source>Again and again</source>
        <translation>循环播放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Place in the clip</source>
        <translation>播放位置</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>One picture back (Left)</source>
        <translation>后退一帧（←）</translation>
    </message>
    <message>
        <source>One picture on (Right)</source>
        <translation>前进一帧（→）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{time:.2f} s of the stream · {since:+.2f} s from its start · {n} of {all}</source>
        <translation>视频流 {time:.2f} 秒 · 距事件开始 {since:+.2f} 秒 · {n} / {all}</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>How each label does</source>
        <translation>各标签的表现</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>验证命中</translation>
    </message>
    <message>
        <source>Each recording is held out in turn, and asked of a model that never saw it. Same room and same person: elsewhere it may do worse.</source>
        <translation>依次留出每段录制，用未见过它的模型来验证。由于是同一房间、同一人，换个环境效果可能变差。</translation>
    </message>
    <message>
        <source>What is taken for what</source>
        <translation>混淆情况</translation>
    </message>
    <message>
        <source>Shown (rows), taken for (columns)</source>
        <translation>实际（行），识别为（列）</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>{right} of {n}</source>
        <translation>{right} / {n}</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Anywhere</source>
        <translation>任意位置</translation>
    </message>
    <message>
        <source>← →</source>
        <translation>← →</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Go from stream to stream</source>
        <translation>切换视频流</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Enlarge a stream, and back</source>
        <translation>放大视频流，再按还原</translation>
    </message>
    <message>
        <source>Read values in the timeline</source>
        <translation>在时间线上读数</translation>
    </message>
    <message>
        <source>See the event again that is read</source>
        <translation>回放所指的事件</translation>
    </message>
    <message>
        <source>Change the label of an example</source>
        <translation>修改样本的标签</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Delete the chosen examples</source>
        <translation>删除所选样本</translation>
    </message>
    <message>
        <source>Streams side by side</source>
        <translation>并排的视频流</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Event seen again</source>
        <translation>事件回放</translation>
    </message>
    <message>
        <source>Threshold studio</source>
        <translation>阈值实验室</translation>
    </message>
    <message>
        <source>Video in which examples are marked</source>
        <translation>标记样本的视频</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Slow motion</source>
        <translation>慢动作</translation>
    </message>
    <message>
        <source>Choose the folder of reference clips</source>
        <translation>选择参考视频所在的文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>The example begins, ends with this picture</source>
        <translation>样本从这一帧开始、到这一帧结束</translation>
    </message>
    <message>
        <source>Add what is marked</source>
        <translation>添加所标记的片段</translation>
    </message>
    <message>
        <source>Play or stay</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>One picture back or on; ten with Shift</source>
        <translation>后退或前进一帧；按住 Shift 为十帧</translation>
    </message>
    <message>
        <source>One picture back or on</source>
        <translation>后退或前进一帧</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Home、End</translation>
    </message>
    <message>
        <source>To the first or last picture</source>
        <translation>跳到第一帧或最后一帧</translation>
    </message>
    <message>
        <source>Move the cursor</source>
        <translation>移动光标</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Begin and end a mark</source>
        <translation>开始和结束标记</translation>
    </message>
    <message>
        <source>Remove a mark</source>
        <translation>删除标记</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab、Shift+Tab</translation>
    </message>
    <message>
        <source>Go to the next control, or back</source>
        <translation>切换到下一个或上一个控件</translation>
    </message>
    <message>
        <source>Press a button, tick a box</source>
        <translation>按下按钮、勾选选项</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>SignEdits</name>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Take guess {n} for the chosen sign</source>
        <translation>将所选手语词改为第 {n} 个候选</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>The transcript was copied.</source>
        <translation>已复制转写文本。</translation>
    </message>
    <message>
        <source>Text (*.txt);;Subtitles (*.srt);;JSON (*.json)</source>
        <translation>文本 (*.txt);;字幕 (*.srt);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>SignModelLine</name>
    <message>
        <source>The model is loaded when you press Start.</source>
        <translation>点击“开始”后加载模型。</translation>
    </message>
    <message numerus="yes">
        <source>{model}: %n sign(s)</source>
        <translation>
            <numerusform>{model}：%n 个手语词</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{model}: %n action(s), not signs; teach your own, or import a sign model</source>
        <translation>
            <numerusform>{model}：%n 个动作，不是手语词；请训练自己的手语词，或导入手语模型</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody measured it on people it has not seen</source>
        <translation>尚未在模型没见过的人身上评测</translation>
    </message>
    <message numerus="yes">
        <source>right on {right} of %n example(s) from recordings it had not seen; whether these show other people is not known</source>
        <translation>
            <numerusform>在未见过的录制中答对 {right} / %n 个样本；这些样本是否来自其他人尚不清楚</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignPanel</name>
    <message>
        <source>Not that one? The next guesses:</source>
        <translation>不对？其他候选：</translation>
    </message>
</context>
<context>
    <name>SignView</name>
    <message>
        <source>Live picture with caption</source>
        <translation>带字幕的实时画面</translation>
    </message>
</context>
<context>
    <name>SignWindow</name>
    <message>
        <source>Mirror my camera</source>
        <translation>镜像摄像头画面</translation>
    </message>
    <message>
        <source>Left-handed</source>
        <translation>左利手</translation>
    </message>
    <message>
        <source>Say it aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>开始或停止</translation>
    </message>
    <message>
        <source>Open file …</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Practice …</source>
        <translation>练习…</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>放大字号</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>缩小字号</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About liveact</source>
        <translation>关于 liveact</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Signs - liveact</source>
        <translation>手语 - liveact</translation>
    </message>
    <message>
        <source>&amp;Stream</source>
        <translation>视频流(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Transcript</source>
        <translation>转写(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Speech is off: {why}</source>
        <translation>无法朗读：{why}</translation>
    </message>
    <message>
        <source>warming up {n:.0%}</source>
        <translation>预热 {n:.0%}</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>signing</source>
        <translation>正在打手语</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>停顿</translation>
    </message>
    <message>
        <source>Sign, then rest your hands</source>
        <translation>请打手语，然后放下双手</translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message>
        <source>Open file …</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Add stream …</source>
        <translation>添加视频流…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>{name} (camera {n})</source>
        <translation>{name}（摄像头 {n}）</translation>
    </message>
    <message>
        <source>Demo clip</source>
        <translation>演示视频</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Videos ({endings});;All files (*)</source>
        <translation>视频 ({endings});;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a video</source>
        <translation>打开视频</translation>
    </message>
    <message>
        <source>A camera from the list, or type rtsp://…, another address or a file</source>
        <translation>从列表中选择摄像头，或输入 rtsp://…、其他地址或文件</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>视频源</translation>
    </message>
    <message>
        <source>Open a video file</source>
        <translation>打开视频文件</translation>
    </message>
    <message>
        <source>One more picture beside this one, up to nine.</source>
        <translation>在旁边再添加一路画面，最多九路。</translation>
    </message>
</context>
<context>
    <name>SpanBar</name>
    <message>
        <source>Place in the video</source>
        <translation>视频中的位置</translation>
    </message>
</context>
<context>
    <name>SpanDesk</name>
    <message>
        <source>Open a video to mark examples in</source>
        <translation>打开要标记样本的视频</translation>
    </message>
    <message>
        <source>an example of {n:.0f} s given, {most:.0f} s at most; mark the action once, not its repetitions</source>
        <translation>所给样本长 {n:.0f} 秒，最多 {most:.0f} 秒；请只标记一次动作，不要包含重复</translation>
    </message>
</context>
<context>
    <name>SpanPlayer</name>
    <message>
        <source>In  [I]</source>
        <translation>入点  [I]</translation>
    </message>
    <message>
        <source>Out  [O]</source>
        <translation>出点  [O]</translation>
    </message>
    <message>
        <source>Close the video</source>
        <translation>关闭视频</translation>
    </message>
    <message>
        <source>Video in which examples are marked</source>
        <translation>标记样本的视频</translation>
    </message>
    <message>
        <source>One picture back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>One picture back (Left; with Shift ten)</source>
        <translation>后退一帧（左方向键；按住 Shift 为十帧）</translation>
    </message>
    <message>
        <source>One picture on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>One picture on (Right; with Shift ten)</source>
        <translation>前进一帧（右方向键；按住 Shift 为十帧）</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>I: the example begins with this picture.</source>
        <translation>I：样本从这一帧开始。</translation>
    </message>
    <message>
        <source>O: it ends with this picture.</source>
        <translation>O：样本到这一帧结束。</translation>
    </message>
    <message>
        <source>Enter: what is marked becomes an example.</source>
        <translation>Enter：把所标记的片段添加为样本。</translation>
    </message>
    <message>
        <source>{name}: {at:.2f} of {all:.2f} s</source>
        <translation>{name}：{at:.2f} / {all:.2f} 秒</translation>
    </message>
    <message>
        <source>press I where the action begins</source>
        <translation>在动作开始处按 I</translation>
    </message>
    <message>
        <source>in at {start:.2f} s; press O where it ends</source>
        <translation>入点 {start:.2f} 秒；在动作结束处按 O</translation>
    </message>
    <message>
        <source>marked: {start:.2f} to {end:.2f} s ({length:.2f} s)</source>
        <translation>已标记：{start:.2f} 至 {end:.2f} 秒（{length:.2f} 秒）</translation>
    </message>
    <message>
        <source>Add example of {label}</source>
        <translation>添加 {label} 的样本</translation>
    </message>
    <message>
        <source>Name the action first</source>
        <translation>请先填写动作名称</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>no voice here: neither Qt&apos;s speech (PySide6-Addons) nor one of {names} is installed</source>
        <translation>没有可用的语音：未安装 Qt 语音（PySide6-Addons），也未安装 {names} 中的任何一个</translation>
    </message>
    <message>
        <source>the voice cannot be started: {why}</source>
        <translation>无法启动语音：{why}</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>Where the time goes</source>
        <translation>耗时分布</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>暂无数据</translation>
    </message>
</context>
<context>
    <name>StreamCell</name>
    <message>
        <source>no source yet</source>
        <translation>尚无视频源</translation>
    </message>
    <message>
        <source>camera {n}</source>
        <translation>摄像头 {n}</translation>
    </message>
    <message>
        <source>This stream has stopped</source>
        <translation>该视频流已停止</translation>
    </message>
    <message>
        <source>Getting ready …</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接…</translation>
    </message>
</context>
<context>
    <name>StreamGrid</name>
    <message>
        <source>Streams</source>
        <translation>视频流</translation>
    </message>
</context>
<context>
    <name>Streams</name>
    <message>
        <source>Press Start</source>
        <translation>请点击“开始”</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Threshold studio</source>
        <translation>阈值实验室</translation>
    </message>
    <message>
        <source>Drag over the track to mark where something is really done; click a mark to remove it. Then false events, missed ones and the delay are counted.</source>
        <translation>在得分曲线上拖动，标出动作真正发生的时段；点击标记可将其删除。随后会统计误报、漏报和延迟。</translation>
    </message>
    <message>
        <source>Open a track …</source>
        <translation>打开得分记录…</translation>
    </message>
    <message>
        <source>JSON lines that `liveact-monitor watch --json` wrote.</source>
        <translation>由 `liveact-monitor watch --json` 写出的 JSON Lines 文件。</translation>
    </message>
    <message>
        <source>Apply to live</source>
        <translation>应用到实时画面</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>label changes a minute: {n:.1f}</source>
        <translation>每分钟标签变化：{n:.1f} 次</translation>
    </message>
    <message>
        <source>nothing marked</source>
        <translation>未做标记</translation>
    </message>
    <message>
        <source>no marked stretch found</source>
        <translation>标记时段均未检出</translation>
    </message>
    <message>
        <source>told {n:.1f} s after it began</source>
        <translation>动作开始 {n:.1f} 秒后报告</translation>
    </message>
    <message numerus="yes">
        <source>%n false</source>
        <translation>
            <numerusform>误报 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>漏报 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Score tracks (*.jsonl *.json);;All files (*)</source>
        <translation>得分记录 (*.jsonl *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a score track</source>
        <translation>打开得分记录</translation>
    </message>
</context>
<context>
    <name>StudioTrack</name>
    <message>
        <source>Score track</source>
        <translation>得分记录</translation>
    </message>
    <message>
        <source>Drag to mark where something is really done; click a mark to remove it.</source>
        <translation>拖动以标出动作真正发生的时段；点击标记可将其删除。</translation>
    </message>
    <message>
        <source>No scores yet: let a stream run, or open what `watch --json` wrote.</source>
        <translation>还没有得分：请运行视频流，或打开 `watch --json` 写出的文件。</translation>
    </message>
</context>
<context>
    <name>TeachDesk</name>
    <message>
        <source>Taught in {seconds:.1f} s; in use.</source>
        <translation>训练用时 {seconds:.1f} 秒；已启用。</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>尚未保存</translation>
    </message>
</context>
<context>
    <name>TeachPanel</name>
    <message>
        <source>In [</source>
        <translation>起点 [</translation>
    </message>
    <message>
        <source>] Out</source>
        <translation>] 终点</translation>
    </message>
    <message>
        <source>Mark in a video …</source>
        <translation>在视频中标记…</translation>
    </message>
    <message>
        <source>That was wrong</source>
        <translation>识别有误</translation>
    </message>
    <message>
        <source>That was …</source>
        <translation>其实是…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Record an example</source>
        <translation>录制样本</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>What looks at the stream; what you taught is listed too.</source>
        <translation>用于分析视频流的模型；你训练的模型也在列表中。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Name of the action</source>
        <translation>动作名称</translation>
    </message>
    <message>
        <source>Length of an example</source>
        <translation>样本时长</translation>
    </message>
    <message>
        <source>Take &apos;nothing&apos; from the countdown</source>
        <translation>用倒计时画面作为“nothing”</translation>
    </message>
    <message>
        <source>What happens before you begin is an example of &apos;nothing&apos;: {n} at most.</source>
        <translation>开始之前的画面作为“nothing”样本，最多 {n} 个。</translation>
    </message>
    <message>
        <source>F8: a countdown of three, then do it.</source>
        <translation>F8：倒数三秒后做动作。</translation>
    </message>
    <message>
        <source>[: in a video that plays, the example begins here.</source>
        <translation>[：播放视频时，样本从此处开始。</translation>
    </message>
    <message>
        <source>]: it ends here.</source>
        <translation>]：样本到此处结束。</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O: a file, played and stepped through; I and O mark an example.</source>
        <translation>Ctrl+Shift+O：打开文件，播放或逐帧查看；用 I 和 O 标记样本。</translation>
    </message>
    <message>
        <source>F9: the last seconds were &apos;nothing&apos;.</source>
        <translation>F9：最近几秒其实是“nothing”。</translation>
    </message>
    <message>
        <source>F7: the last seconds were something else; choose what.</source>
        <translation>F7：最近几秒是别的动作；请选择。</translation>
    </message>
    <message>
        <source>Teach it your own actions</source>
        <translation>训练识别你自己的动作</translation>
    </message>
</context>
<context>
    <name>Teacher</name>
    <message>
        <source>nothing is taught yet</source>
        <translation>还没有训练任何动作</translation>
    </message>
    <message>
        <source>{name} was not saved: {why}</source>
        <translation>{name} 未保存：{why}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Smoothed scores of the leading labels over the last two minutes. Bars are events, hatched stretches are gaps. Point at it, or use the arrow keys, to read values; click an event, or press Enter, to see it again.</source>
        <translation>最近两分钟内领先标签的平滑得分。色条为事件，斜线区域为中断。用鼠标指向或按方向键读取数值；点击事件或按 Enter 可回放。</translation>
    </message>
    <message>
        <source>event: {label} {score:.0%}</source>
        <translation>事件：{label} {score:.0%}</translation>
    </message>
    <message>
        <source>no whole window here</source>
        <translation>此处没有完整窗口</translation>
    </message>
</context>
<context>
    <name>TranscriptList</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Gloss</source>
        <translation>手语词</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>转写文本</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
</context>
<context>
    <name>TuningPanel</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>参数调节</translation>
    </message>
    <message>
        <source>Settings to try</source>
        <translation>试用设置</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Load …</source>
        <translation>载入…</translation>
    </message>
    <message>
        <source>Save as a profile, which liveact-monitor reads with --profile.</source>
        <translation>保存为配置，liveact-monitor 可用 --profile 读取。</translation>
    </message>
    <message>
        <source>Threshold studio …</source>
        <translation>阈值实验室…</translation>
    </message>
    <message>
        <source>See which events other settings would have given.</source>
        <translation>查看其他设置会产生哪些事件。</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>How slowly scores follow; 0 takes them as they come.</source>
        <translation>得分变化的平缓程度；0 表示不平滑。</translation>
    </message>
    <message>
        <source>Unknown below</source>
        <translation>未知阈值</translation>
    </message>
    <message>
        <source>&apos;Nothing I know&apos; below this score.</source>
        <translation>得分低于此值时显示“未知动作”。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Time between two windows; a slow machine makes fewer.</source>
        <translation>相邻两个窗口的时间间隔；较慢的电脑会减少窗口数。</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>显示条数</translation>
    </message>
    <message>
        <source>How many of the best labels are shown.</source>
        <translation>显示得分最高的几个标签。</translation>
    </message>
    <message>
        <source>Event starts at</source>
        <translation>事件触发阈值</translation>
    </message>
    <message>
        <source>An event begins when the score reaches this.</source>
        <translation>得分达到此值时事件开始。</translation>
    </message>
    <message>
        <source>Event ends below</source>
        <translation>事件结束阈值</translation>
    </message>
    <message>
        <source>It goes on until the score is below this.</source>
        <translation>得分低于此值时事件结束。</translation>
    </message>
    <message>
        <source>Lasts at least</source>
        <translation>最短时长</translation>
    </message>
    <message>
        <source>Shorter events are not told.</source>
        <translation>更短的事件不报告。</translation>
    </message>
    <message>
        <source>Rests after</source>
        <translation>冷却时间</translation>
    </message>
    <message>
        <source>After an event its label rests for so long.</source>
        <translation>事件结束后，该标签在这段时间内不再触发。</translation>
    </message>
    <message>
        <source>Take the last change back.</source>
        <translation>撤销上一次更改。</translation>
    </message>
    <message>
        <source>Everything as it usually is.</source>
        <translation>全部恢复默认。</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>&amp;Stream</source>
        <translation>视频流(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Teach</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>connecting …</source>
        <translation>连接中…</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>frozen picture</source>
        <translation>画面冻结</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>no frame for {n} s</source>
        <translation>已 {n} 秒没有收到画面</translation>
    </message>
    <message>
        <source>the picture has not changed for {n} s</source>
        <translation>画面已 {n} 秒没有变化</translation>
    </message>
    <message>
        <source>the end of the video</source>
        <translation>视频已播放完毕</translation>
    </message>
    <message>
        <source>the end of the video; damaged or missing frames: {n}</source>
        <translation>视频已播放完毕；损坏或缺失的帧：{n}</translation>
    </message>
    <message>
        <source>capture</source>
        <translation>采集</translation>
    </message>
    <message>
        <source>ring</source>
        <translation>缓冲</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>backlog</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>繁忙</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>no engine</source>
        <translation>无引擎</translation>
    </message>
    <message>
        <source>overwritten</source>
        <translation>被覆盖</translation>
    </message>
    <message>
        <source>surplus</source>
        <translation>多余</translation>
    </message>
    <message>
        <source>loading the engine</source>
        <translation>正在加载引擎</translation>
    </message>
    <message>
        <source>loading the backbone</source>
        <translation>正在加载骨干网络</translation>
    </message>
    <message>
        <source>looking at the examples</source>
        <translation>正在分析样本</translation>
    </message>
    <message>
        <source>training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>opening the video</source>
        <translation>正在打开视频</translation>
    </message>
    <message>
        <source>another liveact is fetching {what}</source>
        <translation>另一个 liveact 正在下载：{what}</translation>
    </message>
    <message>
        <source>fetching {what} again</source>
        <translation>正在重新下载：{what}</translation>
    </message>
    <message>
        <source>fetching {what}</source>
        <translation>正在下载：{what}</translation>
    </message>
    <message>
        <source>unpacking {what}</source>
        <translation>正在解压：{what}</translation>
    </message>
    <message>
        <source>building {what}</source>
        <translation>正在构建：{what}</translation>
    </message>
    <message>
        <source>comparing fp32 and bf16 on this CPU</source>
        <translation>正在本机 CPU 上比较 fp32 与 bf16</translation>
    </message>
    <message>
        <source>comparing the CPU and the Intel GPU</source>
        <translation>正在比较 CPU 与 Intel GPU</translation>
    </message>
    <message>
        <source>comparing windows and streams on this CPU</source>
        <translation>正在本机 CPU 上比较窗口模式与流模式</translation>
    </message>
    <message>
        <source>the I3D weights</source>
        <translation>I3D 权重</translation>
    </message>
    <message>
        <source>the demo clip</source>
        <translation>演示视频</translation>
    </message>
    <message>
        <source>{one} and {two} look alike: add 3 examples of each</source>
        <translation>{one} 与 {two} 相似：请各添加 3 个样本</translation>
    </message>
    <message>
        <source>{one} was missed: add 3 examples of it, from other places and people</source>
        <translation>{one} 有漏检：请添加 3 个样本，换些地点和人</translation>
    </message>
    <message>
        <source>{one} was seen where nothing was: add footage of {two} like that</source>
        <translation>没有动作时误识别为 {one}：请添加此类画面作为 {two} 的样本</translation>
    </message>
    <message>
        <source>{one}: record it again another time, else nobody can measure it</source>
        <translation>{one}：请换个时间再录一次，否则无法评测</translation>
    </message>
    <message>
        <source>{one}: {n} examples or more make it surer</source>
        <translation>{one}：至少 {n} 个样本会更可靠</translation>
    </message>
    <message>
        <source>no {one} given: add ordinary footage in which none of them happens</source>
        <translation>没有 {one} 样本：请添加不含这些动作的日常画面</translation>
    </message>
    <message>
        <source>the user&apos;s own, on {model}: {licence}</source>
        <translation>用户自有，基于 {model}：{licence}</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>{count} {stage} ({reason})</source>
        <translation>{stage} {count}（{reason}）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>internal error, please report it with Help &gt; About &gt; Copy diagnostics: {what}</source>
        <translation>内部错误，请通过“帮助 &gt; 关于 &gt; 复制诊断信息”反馈：{what}</translation>
    </message>
</context>
<context>
    <name>paint_studio</name>
    <message>
        <source>starts {score:.2f}</source>
        <translation>开始 {score:.2f}</translation>
    </message>
    <message>
        <source>ends {score:.2f}</source>
        <translation>结束 {score:.2f}</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>真实</translation>
    </message>
</context>
<context>
    <name>paint_timeline</name>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
</context>
</TS>
